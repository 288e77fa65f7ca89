/** The conversation that a case came from. */
import { part } from './case-facts.js';
import { element } from './element.js';
import { moment } from './time.js';
import { words } from './words.js';

/** The bot writes Markdown; for reading along its signs are noise. */
const plain = (text) => text.replace(/\\([\\`*[\]<>|~_#])/g, '$1').replace(/\*\*(.+?)\*\*/g, '$1');

export function transcript(found) {
  if (found === null) return part('transcript', element('p', { class: 'small' }, words.noTranscript));
  return part(
    'transcript',
    found.cut && element('p', { class: 'small' }, words.transcriptCut),
    element('ol', { class: 'talk' }, found.lines.map(line)),
  );
}

function line({ from, at, text, buttons, files }) {
  return element(
    'li',
    { class: from },
    element('p', { class: 'small' }, from === 'bot' ? words.bot : words.customer, ' · ', moment(at)),
    text && element('p', { class: 'said' }, from === 'bot' ? plain(text) : text),
    files.map(({ name, url }) =>
      url
        ? element('a', { class: 'file', href: url, target: '_blank', rel: 'noopener' }, name)
        : element('span', { class: 'file' }, name),
    ),
    buttons.length > 0 &&
      element(
        'p',
        { class: 'small offered' },
        buttons.map((title) => element('span', {}, title)),
      ),
  );
}

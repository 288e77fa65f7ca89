/** The callback queue: whoever waits, rings or is on the line, with what can be done about it. */
import { post } from './api.js';
import { element } from './element.js';
import { say } from './say.js';
import { age } from './time.js';
import { words } from './words.js';

/** What fits each status; the first is the usual one. */
function actsFor({ status, kind, claimedBy }) {
  if (status === 'waiting') return ['ring', claimedBy?.mine ? 'release' : 'claim', 'cancel'];
  // What rings by itself tells by itself how it goes.
  if (status === 'ringing') return claimedBy ? ['answered', 'missed'] : [];
  if (status === 'connected') return claimedBy ? ['done'] : [kind === 'now' ? 'take' : 'claim', 'missed'];
  if (status === 'no-answer') return ['retry', 'cancel'];
  return [];
}

/** `done` is called with the callback as it is afterwards. */
async function act(callback, name, done) {
  if (name === 'cancel' && !window.confirm(words.sure(callback.phone))) return;
  try {
    const after = await post(`callbacks/${callback.id}`, { do: name === 'take' ? 'claim' : name });
    if (name === 'ring' && callback.dial !== null) dial(callback.dial);
    done(after);
  } catch (error) {
    say(error.message, true);
    done();
  }
}

function dial(address) {
  if (address.startsWith('https:')) window.open(address, '_blank', 'noopener');
  else window.location.assign(address);
}

/** The buttons for a callback; undefined when there is nothing to do. */
function callbackButtons(callback, done) {
  const acts = actsFor(callback);
  if (acts.length === 0) return undefined;
  return element(
    'div',
    { class: 'acts' },
    acts.map((name, index) =>
      element(
        'button',
        {
          type: 'button',
          class: `button small ${index === 0 ? 'primary' : 'quiet'}`,
          'data-key': `${callback.id}/${name}`,
          'aria-label': `${words.act[name]}: ${callback.phone}`,
          onClick: () => act(callback, name, done),
        },
        words.act[name],
      ),
    ),
  );
}

function placeOf({ place, kind, status }) {
  if (status === 'connected' && kind === 'now') return words.onTheLine;
  if (kind === 'now') return words.now;
  return place === null ? '–' : words.place(place);
}

/** Who is on the line comes first, then who is to be put through at once, then the queue in its order, then who was missed. */
export function inOrder(callbacks) {
  const rank = ({ status, kind, claimedBy }) => {
    if (status === 'connected' && !claimedBy) return 0;
    if (status === 'no-answer') return 5;
    if (status === 'connected') return 3;
    return kind === 'now' ? 1 : 2;
  };
  return [...callbacks].sort((one, other) => rank(one) - rank(other));
}

export function callbackRow(callback, done) {
  const waits = callback.status === 'connected' && callback.kind === 'now' && callback.claimedBy === null;
  return element(
    'li',
    { class: `row callback ${callback.status} ${waits ? 'urgent' : ''}` },
    element(
      'div',
      { class: 'line' },
      element('span', { class: 'place' }, placeOf(callback)),
      element('strong', { class: 'phone' }, callback.phone),
      age(callback.requestedAt),
    ),
    element(
      'div',
      { class: 'line small' },
      element('span', { class: `chip ${callback.status}` }, words.callback[callback.status]),
      callback.case === null
        ? element('span', {}, words.noCase)
        : element(
            'a',
            { href: `/desk/cases/${callback.case}`, 'data-key': `${callback.id}/case` },
            callback.case,
          ),
      callback.claimedBy &&
        element('span', { class: 'claimed' }, callback.claimedBy.mine ? words.you : callback.claimedBy.name),
    ),
    callbackButtons(callback, done),
  );
}

/** What is known of a case, in parts. */
import { element } from './element.js';
import { moment } from './time.js';
import { words } from './words.js';

/** A part of the page under its title; undefined when it has nothing to show. */
export function part(name, ...content) {
  const shown = content.flat().filter(Boolean);
  if (shown.length === 0) return undefined;
  return element('section', { class: `part part-${name}` }, element('h3', {}, words.parts[name]), shown);
}

const paragraph = (text, name) => element('p', name ? { class: name } : {}, text);

function facts(pairs) {
  const given = pairs.filter(([, value]) => value);
  if (given.length === 0) return undefined;
  return element(
    'dl',
    {},
    given.map(([label, value]) => element('div', {}, element('dt', {}, label), element('dd', {}, value))),
  );
}

const answersOf = (one, name) =>
  facts(one.answers.filter((answer) => answer.part === name).map(({ label, value }) => [label, value]));

export function caseFacts(one) {
  const { name, email, phone, dial } = one.contact;
  const why = one.reason ?? (one.priority === null ? words.notGraded : words.byPerson);
  return [
    part('summary', one.firstMessage && element('blockquote', {}, one.firstMessage)),
    part('added', addedList(one)),
    part(
      'grade',
      paragraph(why),
      one.criterion && paragraph(words.criterion(one.criterion), 'small'),
      one.disputed && paragraph(words.disputed, 'warning'),
      answersOf(one, 'grade'),
    ),
    part(
      'notes',
      one.notes.length > 0 &&
        element(
          'ul',
          {},
          one.notes.map(({ id, text }) => element('li', {}, words.note[id] ?? text)),
        ),
    ),
    part('evidence', answersOf(one, 'evidence') ?? paragraph(words.noEvidence, 'small')),
    part('more', answersOf(one, 'more')),
    part(
      'contact',
      facts([
        [words.contact.name, name],
        [words.contact.email, email && element('a', { href: `mailto:${encodeURIComponent(email)}` }, email)],
        [words.contact.phone, dial ? element('a', { href: dial }, phone) : phone],
        [words.contact.channel, one.channel],
        [words.ticket, one.ticket],
      ]),
      answersOf(one, 'contract'),
    ),
    part(
      'related',
      one.related.length > 0 &&
        element(
          'ul',
          {},
          one.related.map((number) =>
            element('li', {}, element('a', { href: `/desk/cases/${number}` }, number)),
          ),
        ),
    ),
    part('tried', triedList(one.tried)),
    part('trail', trailList(one)),
  ];
}

const isAddition = ({ deed }) => deed === 'add';

/** What the customer added since, newest first. */
function addedList({ trail }) {
  return trail
    .filter(isAddition)
    .map(({ at, by, note, added }) =>
      element(
        'div',
        { class: 'addition' },
        element('blockquote', {}, note),
        added.files.length > 0 && paragraph(`${words.attached}: ${added.files.join(' · ')}`, 'small'),
        added.log &&
          element(
            'details',
            {},
            element('summary', {}, words.pasted(added.log.split('\n').length)),
            element('pre', {}, added.log),
          ),
        element('p', { class: 'small' }, by.id === 'customer' ? '' : `${by.name}, `, moment(at)),
      ),
    )
    .reverse();
}

function triedList(tried) {
  if (tried.length === 0) return paragraph(words.nothingTried, 'small');
  return element(
    'ul',
    { class: 'tried' },
    tried.map(({ at, asked, answer }) =>
      element(
        'li',
        {},
        element('q', {}, asked),
        element(
          'p',
          { class: answer ? 'small' : 'small warning' },
          answer ? `→ ${answer}` : words.unanswered,
          ' ',
          moment(at),
        ),
      ),
    ),
  );
}

const shown = (value) =>
  value === null ? words.none : typeof value === 'object' ? value.name : String(value);

/** Who did what, newest first. */
function trailList({ trail, untold }) {
  if (trail.length === 0) return paragraph(words.noTrail, 'small');
  return element(
    'ol',
    { class: 'trail' },
    trail
      .map((entry, index) => {
        const failed = untold.find((one) => one.entry === index);
        const changes = Object.keys(entry.after)
          .filter((field) => !['claimedBy', 'criterion', 'notes'].includes(field))
          .map(
            (field) =>
              `${words.field[field] ?? field}: ${shown(entry.before[field])} → ${shown(entry.after[field])}`,
          );
        return element(
          'li',
          {},
          element(
            'p',
            {},
            element('strong', {}, entry.by.name),
            ` ${words.deed[entry.deed] ?? entry.deed} `,
            moment(entry.at),
          ),
          changes.length > 0 && paragraph(changes.join(' · '), 'small'),
          entry.note &&
            !isAddition(entry) &&
            element(
              'blockquote',
              {},
              entry.note,
              element('small', { class: 'chip' }, entry.shown ? words.shown : words.internal),
            ),
          failed && paragraph(words.untold(failed.reason), 'small warning'),
        );
      })
      .reverse(),
  );
}

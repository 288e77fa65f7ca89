/** The list of cases. */
import { element } from './element.js';
import { age } from './time.js';
import { words } from './words.js';

/** A grade as a badge; cases that a person must grade stand out. */
export function grade(priority) {
  return element('span', { class: `grade ${priority ?? 'open'}` }, priority ?? words.ungraded);
}

const ranks = ['P1', null, 'P2', 'P3', 'P4'];

/** The gravest first, and of equal ones the oldest. */
export function byGravity(cases) {
  return [...cases].sort(
    (one, other) =>
      ranks.indexOf(one.priority) - ranks.indexOf(other.priority) ||
      (one.createdAt < other.createdAt ? -1 : 1),
  );
}

export function caseRow(one, { statuses, current }) {
  const product = [one.product, one.version].filter(Boolean).join(' ');
  const claimed = one.claimedBy ? (one.claimedBy.mine ? words.you : one.claimedBy.name) : words.unclaimed;
  return element(
    'li',
    { class: 'row' },
    element(
      'a',
      {
        class: 'case',
        href: `/desk/cases/${one.number}`,
        'data-key': one.number,
        'aria-current': one.number === current ? 'true' : undefined,
      },
      element(
        'span',
        { class: 'line' },
        grade(one.priority),
        element('strong', {}, one.number),
        one.criterion &&
          one.criterion !== one.priority &&
          element('span', { class: 'criterion' }, one.criterion),
        one.disputed && element('span', { class: 'chip disputed' }, 'disputed'),
        one.added && element('span', { class: 'chip added' }, words.added),
        age(one.createdAt),
      ),
      element('span', { class: 'what' }, one.description),
      element(
        'span',
        { class: 'line small' },
        element('span', { class: `chip ${one.status}` }, statuses.get(one.status) ?? one.status),
        product && element('span', { class: 'product' }, product),
        element('span', { class: `claimed ${one.claimedBy ? '' : 'free'}` }, claimed),
      ),
    ),
  );
}

/** Up and down move between the rows of a list. */
export function moveByArrows(list) {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !event.target.matches('a.case')) return;
    const links = [...list.querySelectorAll('a.case')];
    const next = links[links.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

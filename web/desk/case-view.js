/** One case with everything about it. */
import { get } from './api.js';
import { callbackRow } from './callback-rows.js';
import { caseButtons } from './case-actions.js';
import { caseFacts, part } from './case-facts.js';
import { grade } from './case-rows.js';
import { element, refill } from './element.js';
import { age } from './time.js';
import { transcript } from './transcript.js';
import { words } from './words.js';

function head(one, statuses, changed) {
  const product = [one.product, one.version].filter(Boolean).join(' ');
  const claimed = one.claimedBy ? (one.claimedBy.mine ? words.you : one.claimedBy.name) : words.unclaimed;
  return element(
    'div',
    { class: 'head' },
    element('a', { class: 'back', href: '/desk' }, `← ${words.back}`),
    element(
      'p',
      { class: 'line' },
      grade(one.priority),
      element('strong', {}, one.number),
      element('span', { class: `chip ${one.status}` }, statuses.get(one.status) ?? one.status),
      one.disputed && element('span', { class: 'chip disputed' }, 'disputed'),
      one.added && element('span', { class: 'chip added' }, words.added),
      element('span', { class: 'claimed' }, claimed),
      age(one.createdAt),
    ),
    element('h2', {}, one.description),
    product && element('p', { class: 'small' }, product),
    caseButtons(one, changed),
  );
}

/** Shows the case in the page's main part; scrolls to its top when it is another one than before. */
export async function showCase(number, state, changed) {
  const place = document.getElementById('detail');
  let one;
  try {
    one = await get(`cases/${encodeURIComponent(number)}`);
  } catch (error) {
    if (error.status !== 404) throw error;
    refill(place, [element('p', { class: 'empty' }, words.gone)]);
    return;
  }
  // Meanwhile another one may have been chosen.
  if (state.current !== number) return;
  const isNew = place.dataset.case !== number;
  place.dataset.case = number;
  const parts = [
    head(one, state.statuses, changed),
    element(
      'div',
      { class: 'parts' },
      part(
        'callbacks',
        one.callbacks.length > 0 &&
          element(
            'ol',
            { class: 'rows' },
            one.callbacks.map((callback) => callbackRow({ ...callback, case: number }, changed)),
          ),
      ),
      ...caseFacts(one).filter(Boolean),
      transcript(one.transcript),
    ),
  ];
  refill(place, parts);
  if (isNew) {
    place.scrollTop = 0;
    place.focus({ preventScroll: true });
  }
}

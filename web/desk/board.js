/** The two lists, and what is new in them. */
import { get } from './api.js';
import { callbackRow, inOrder } from './callback-rows.js';
import { byGravity, caseRow, moveByArrows } from './case-rows.js';
import { refill } from './element.js';
import { say } from './say.js';
import { setClock } from './time.js';
import { words } from './words.js';

const byId = (id) => document.getElementById(id);
const filter = byId('filter');
/** What was there before, so that what is new can be told; undefined before the first look. */
let known;

/** `state.current`: number of the case that is shown; `changed` is called when something was done. */
export function createBoard(state, changed) {
  let board = { cases: [], callbacks: [] };

  function show() {
    const which = filter.elements.which.value;
    const cases = board.cases.filter((one) => which !== 'mine' || one.claimedBy?.mine);
    const sorted = which === 'all' ? cases : byGravity(cases);
    refill(
      byId('queue'),
      inOrder(board.callbacks).map((one) => callbackRow(one, changed)),
    );
    refill(
      byId('cases'),
      sorted.map((one) => caseRow(one, state)),
    );
    const waiting = board.callbacks.filter(({ status }) => status !== 'no-answer').length;
    byId('queue-count').textContent = waiting || '';
    byId('cases-count').textContent = sorted.length || '';
    byId('queue-empty').hidden = board.callbacks.length > 0;
    byId('cases-empty').hidden = sorted.length > 0;
    document.title = waiting ? `(${waiting}) Support desk` : 'Support desk';
  }

  function tellNews() {
    const now = new Map([
      ...board.cases.map(({ number }) => [number, words.newCase(number)]),
      ...board.callbacks.map(({ id, phone }) => [id, words.newCallback(phone)]),
      ...board.callbacks
        .filter(({ status, kind, claimedBy }) => status === 'connected' && kind === 'now' && !claimedBy)
        .map(({ id, phone }) => [`${id}/line`, words.onTheLineNow(phone)]),
    ]);
    const news = known ? [...now].filter(([id]) => !known.has(id)) : [];
    if (news.length > 0) say(news.at(-1)[1]);
    known = new Set([...(known ?? []), ...now.keys()]);
  }

  moveByArrows(byId('cases'));
  return {
    show,
    async load() {
      board = await get(filter.elements.which.value === 'all' ? 'board?all=true' : 'board');
      setClock(board.at);
      show();
      tellNews();
    },
    onFilter(load) {
      filter.addEventListener('change', load);
    },
  };
}

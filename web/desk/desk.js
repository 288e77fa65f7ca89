/** The desk: lists on one side, a case on the other, and the server's word when something changes. */
import { get, post } from './api.js';
import { createBoard } from './board.js';
import { prepareDialogs } from './case-actions.js';
import { showCase } from './case-view.js';
import { showFigures } from './figures.js';
import { listen } from './live.js';
import { say } from './say.js';
import { words } from './words.js';

const byId = (id) => document.getElementById(id);
const me = await get('me');
const state = { current: undefined, statuses: new Map(me.statuses.map(({ id, label }) => [id, label])) };

byId('me').textContent = me.name;
byId('to-phone').hidden = !me.hasSimulator;
byId('invite').hidden = !me.canInvite;

const board = createBoard(state, refresh);
const choose = byId('choose');
prepareDialogs(state.statuses, refresh);

async function refresh() {
  try {
    await Promise.all([
      board.load(),
      state.current && showCase(state.current, state, refresh),
      state.figures && showFigures(),
    ]);
  } catch (error) {
    say(error.message, true);
  }
}

function mark(id, isHere) {
  if (isHere) byId(id).setAttribute('aria-current', 'page');
  else byId(id).removeAttribute('aria-current');
}

/** What the address names. */
async function route() {
  const number = /^\/desk\/cases\/([\w-]+)$/.exec(window.location.pathname)?.[1];
  state.current = number;
  state.figures = window.location.pathname === '/desk/figures';
  byId('columns').hidden = state.figures;
  byId('figures').hidden = !state.figures;
  mark('to-work', !state.figures);
  mark('to-figures', state.figures);
  byId('columns').dataset.showing = number ? 'case' : 'lists';
  board.show();
  if (number || state.figures) return refresh();
  byId('detail').removeAttribute('data-case');
  byId('detail').replaceChildren(choose);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/desk/cases/"], a.back, #to-work, #to-figures');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  route();
});
window.addEventListener('popstate', route);
board.onFilter(refresh);

byId('invite').addEventListener('click', async () => {
  try {
    const { path } = await post('links');
    byId('invite-link').value = new URL(path, window.location.href).href;
    byId('dialog-invite').showModal();
    byId('invite-link').select();
  } catch (error) {
    say(error.message, true);
  }
});
byId('invite-copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('invite-link').value);
  say(words.copied);
});

await route();
listen(refresh);

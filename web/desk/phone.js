/** The customer's phone: rings, is answered, declined or left. */
import { get, post } from './api.js';
import { listen } from './live.js';
import { say } from './say.js';

const phones = document.getElementById('phones');
const silent = document.getElementById('silent');
const template = document.getElementById('phone');

async function act(id, action) {
  try {
    await post(`phones/${id}`, { do: action });
  } catch (error) {
    say(error.message, true);
  }
  refresh();
}

function show({ id, phone, status, served }) {
  const item = template.content.cloneNode(true).firstElementChild;
  const state = status === 'ringing' ? 'ringing' : served ? 'served' : 'queue';
  item.className = state;
  item.querySelector('.number').textContent = phone;
  for (const text of item.querySelectorAll('[data-when]')) text.hidden = text.dataset.when !== state;
  for (const key of item.querySelectorAll('[data-act]')) {
    key.hidden = (key.dataset.act === 'hang-up') === (status === 'ringing');
    key.setAttribute('aria-label', `${key.textContent}: ${phone}`);
    key.addEventListener('click', () => act(id, key.dataset.act));
  }
  return item;
}

async function refresh() {
  try {
    const found = await get('phones');
    phones.replaceChildren(...found.map(show));
    silent.hidden = found.length > 0;
  } catch (error) {
    say(error.message, true);
  }
}

listen(refresh);

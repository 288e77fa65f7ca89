/** The chat page: gets a token from our own host and shows Web Chat. A reload in the same tab comes back to the same chat. */
import { cardOptions, styleOptions } from './style-options.js';

const memory = 'firstline.token';
/** Web Chat's numbers for what a connection can come to. */
const connection = { online: 2, expired: 3, failed: 4, ended: 5 };

const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const { nonce } = byId('program');

let line;

/** Asks the server for a token: for the chat that the old token belongs to, as long as that is possible. */
async function requestToken(old) {
  const response = await fetch('/api/chat/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(old ? { token: old } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

/** The conversation that a token is for; undefined when it is none of ours. */
function conversationOf(token) {
  try {
    const [, claims] = token.split('.');
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).conv;
  } catch {
    return undefined;
  }
}

/** The client library renews its token now and then; the newest one is what a reload needs. */
function remember() {
  if (line?.token) sessionStorage.setItem(memory, line.token);
}

function showNotice(name) {
  for (const text of byId('notice').querySelectorAll('p')) text.hidden = text.id !== `notice-${name}`;
  byId('notice-action').hidden = name === 'expired';
  byId('notice-close').hidden = name !== 'expired';
  byId('notice').hidden = name === undefined;
}

async function open() {
  showNotice();
  const old = sessionStorage.getItem(memory);
  let granted;
  try {
    granted = await requestToken(old);
  } catch {
    showNotice('down');
    return;
  }
  const resumed = old !== null && conversationOf(old) === granted.conversationId;
  if (old !== null && !resumed) showNotice('expired');
  show(granted, resumed);
}

function show({ token, conversationId, userId }, resumed) {
  line?.end();
  line = window.WebChat.createDirectLine({
    domain: new URL('/v3/directline', window.location.href).href,
    token,
    ...(resumed && { conversationId, watermark: '0' }),
  });
  remember();

  const shown = line;
  line.connectionStatus$.subscribe((status) => {
    if (shown !== line) return;
    remember();
    if (status === connection.online) showState('online');
    if (status === connection.expired || status === connection.failed || status === connection.ended) {
      showState('offline');
      showNotice('lost');
    }
  });

  // A fresh element makes Web Chat start afresh, without anything of the chat before.
  const place = document.createElement('div');
  place.className = 'webchat';
  chat.replaceChildren(place);
  window.WebChat.renderWebChat(
    {
      directLine: line,
      userID: userId,
      nonce,
      locale: 'en-US',
      styleOptions: styleOptions({ bot: chat.dataset.botInitials, user: chat.dataset.userInitials }),
      adaptiveCardsHostConfig: cardOptions,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: chat.dataset.placeholder },
    },
    place,
  );
}

function showState(state) {
  document.documentElement.dataset.connection = state;
}

byId('notice-action').addEventListener('click', open);
byId('notice-close').addEventListener('click', () => showNotice());
byId('new-chat').addEventListener('click', () => byId('confirm').showModal());
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'new') return;
  sessionStorage.removeItem(memory);
  open();
});
document.addEventListener('visibilitychange', remember);
window.addEventListener('pagehide', remember);

open();

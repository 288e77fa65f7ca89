/** The chat page: gets a token from our own host and shows Web Chat. A reload in the same tab comes back to the same chat. */
import { sendOpening } from './opening.js';
import { cardOptions, styleOptions } from './style-options.js';

const memory = 'firstline.chat';
/** The client library's numbers for a connection that works, and for those that do not come back by themselves. */
const online = 2;
const lost = [3, 4, 5];

const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const { nonce } = byId('program');

/** The Direct Line connection that is shown; undefined before there is one. */
let line;
/** The conversation that a reload comes back to; undefined until the connection works. */
let conversation;

/** Asks the server for a token: for the conversation of the old token, as long as that is possible. */
async function requestToken(old) {
  const response = await fetch('/api/chat/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: old?.token }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

/** The client library renews its token now and then; the newest one is what a reload needs. */
function remember() {
  if (conversation) sessionStorage.setItem(memory, JSON.stringify({ conversation, token: line.token }));
}

function showNotice(name) {
  for (const text of byId('notice').querySelectorAll('p')) text.hidden = text.id !== `notice-${name}`;
  byId('notice-action').hidden = name === 'expired';
  byId('notice-close').hidden = name !== 'expired';
  byId('notice').hidden = name === undefined;
}

async function open() {
  showNotice();
  const old = JSON.parse(sessionStorage.getItem(memory));
  let granted;
  try {
    granted = await requestToken(old);
  } catch {
    showNotice('down');
    return;
  }
  const resumed = old?.conversation === granted.conversationId;
  close();
  show(granted, resumed);
  if (old && !resumed) showNotice('expired');
}

/** Ends the connection that is shown; what it still reports concerns nobody any more. */
function close() {
  const before = line;
  line = undefined;
  conversation = undefined;
  before?.end();
}

function show({ token, conversationId, userId }, resumed) {
  const mine = window.WebChat.createDirectLine({
    domain: new URL('/v3/directline', window.location.href).href,
    token,
    ...(resumed && { conversationId, watermark: '0' }),
  });
  line = mine;
  mine.connectionStatus$.subscribe((status) => {
    if (mine !== line) return;
    if (status === online) {
      conversation = conversationId;
      sendOpening(mine, userId);
    }
    if (lost.includes(status)) showNotice('lost');
    remember();
  });

  // A fresh element makes Web Chat start afresh, without anything of the chat before.
  const place = document.createElement('div');
  place.className = 'webchat';
  chat.replaceChildren(place);
  window.WebChat.renderWebChat(
    {
      directLine: mine,
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

byId('notice-action').addEventListener('click', open);
byId('notice-close').addEventListener('click', () => showNotice());
byId('new-chat').addEventListener('click', () => byId('confirm').showModal());
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'new') return;
  close();
  sessionStorage.removeItem(memory);
  open();
});
document.addEventListener('visibilitychange', remember);
window.addEventListener('pagehide', remember);

open();

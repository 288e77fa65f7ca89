/**
 * The chat page, at `/` and in the widget's frame: gets a token from our own host and shows Web Chat. A reload in the same
 * tab comes back to the same chat.
 */
import { recall, remember } from './chat-memory.js';
import { isEmbedded, listen } from './embedding.js';
import { sendOpening } from './opening.js';
import { applySettings } from './settings.js';
import { cardOptions, styleOptions } from './style-options.js';
import { createUnread } from './unread.js';

/** The client library's numbers for a connection that works, and for those that do not come back by themselves. */
const online = 2;
const lost = [3, 4, 5];

const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const { nonce, dataset } = byId('program');
const around = listen(dataset.embedders.split(' '), {
  open: (focus) => {
    unread.show(true);
    begin();
    if (focus) focusChat();
  },
  close: () => unread.show(false),
});
const unread = createUnread(!isEmbedded, around.unread);
const settled = applySettings();

/** The Direct Line connection that is shown; undefined before there is one. */
let line;
/** The conversation that a reload comes back to; undefined until the connection works. */
let conversation;
let hasBegun = false;

function begin() {
  if (hasBegun) return;
  hasBegun = true;
  open();
}

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
function keep() {
  if (conversation) remember({ conversation, token: line.token, seen: unread.seen() });
}

function showNotice(name) {
  for (const text of byId('notice').querySelectorAll('p')) text.hidden = text.id !== `notice-${name}`;
  byId('notice-action').hidden = name === 'expired';
  byId('notice-close').hidden = name !== 'expired';
  byId('notice').hidden = name === undefined;
}

async function open() {
  showNotice();
  const old = recall();
  let granted;
  try {
    granted = await requestToken(old);
  } catch {
    showNotice('down');
    return;
  }
  const { locale } = await settled;
  const resumed = old?.conversation === granted.conversationId;
  close();
  unread.begin(resumed ? old.seen : '');
  show(granted, resumed, locale);
  if (old && !resumed) showNotice('expired');
}

/** Ends the connection that is shown; what it still reports concerns nobody any more. */
function close() {
  const before = line;
  line = undefined;
  conversation = undefined;
  before?.end();
}

function show({ token, conversationId, userId }, resumed, locale) {
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
    keep();
  });
  const store = window.WebChat.createStore({}, () => (next) => (action) => {
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && mine === line)
      unread.hear(action.payload.activity);
    return next(action);
  });

  // A fresh element makes Web Chat start afresh, without anything of the chat before.
  const place = document.createElement('div');
  place.className = 'webchat';
  chat.replaceChildren(place);
  window.WebChat.renderWebChat(
    {
      directLine: mine,
      store,
      userID: userId,
      nonce,
      locale,
      styleOptions: styleOptions({ bot: chat.dataset.botInitials, user: chat.dataset.userInitials }),
      adaptiveCardsHostConfig: cardOptions,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: chat.dataset.placeholder },
    },
    place,
  );
}

/** Where typing begins; on a touch screen not into the box, as its keyboard would cover what is to be read first. */
function focusChat() {
  const isTouch = window.matchMedia('(pointer: coarse)').matches;
  const place = isTouch ? chat : chat.querySelector('[data-id="webchat-sendbox-input"]');
  if (place) return place.focus();
  const observer = new MutationObserver(() => {
    if (!chat.querySelector('[data-id="webchat-sendbox-input"]')) return;
    observer.disconnect();
    if (document.hasFocus()) focusChat();
  });
  observer.observe(chat, { childList: true, subtree: true });
}

byId('notice-action').addEventListener('click', open);
byId('notice-close').addEventListener('click', () => showNotice());
byId('new-chat').addEventListener('click', () => byId('confirm').showModal());
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'new') return;
  close();
  remember(undefined);
  open();
});
document.addEventListener('visibilitychange', keep);
window.addEventListener('pagehide', keep);
byId('close-chat').hidden = !isEmbedded;
byId('close-chat').addEventListener('click', around.close);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented && !byId('confirm').open) around.close();
});

// In a frame a chat begins when it is first opened; one that there is already comes back by itself.
if (!isEmbedded || recall()) begin();

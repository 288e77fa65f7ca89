/**
 * What a reload comes back to: `{ conversation, token, seen }`, in the tab's session storage. Some browsers refuse that to
 * a frame of another site, but keep a cookie that is partitioned by the site around it; where there is neither, the chat
 * lasts as long as the page.
 */

const key = 'firstline.chat';
/** Seconds; the token is good for as long. */
const cookieLife = 1800;

let kept = null;

function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return cookies;
  }
}

const cookies = {
  getItem: () => {
    const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${key}=`));
    return found ? decodeURIComponent(found.slice(key.length + 1)) : null;
  },
  setItem: (_key, text) => write(text, cookieLife),
  removeItem: () => write('', 0),
};

function write(text, life) {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store has no partitioned cookies everywhere yet
  document.cookie = `${key}=${encodeURIComponent(text)}; Max-Age=${life}; Path=/widget; SameSite=None; Secure; Partitioned`;
}

/** What cannot be read, as it was cut or is another's, counts as nothing: the page must open all the same. */
export function recall() {
  try {
    return JSON.parse(storage().getItem(key)) ?? kept;
  } catch {
    return kept;
  }
}

/** `undefined` forgets. */
export function remember(chat) {
  kept = chat ?? null;
  if (chat) storage().setItem(key, JSON.stringify(chat));
  else storage().removeItem(key);
}

/** What a reload in the same tab comes back to: `{ conversation, token, seen }`. */

const key = 'firstline.chat';

/** In a frame of another site a browser may refuse storage; the chat then lasts as long as the page. */
let kept = null;

export function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? kept;
  } catch {
    return kept;
  }
}

/** `undefined` forgets. */
export function remember(chat) {
  kept = chat ?? null;
  try {
    if (chat) sessionStorage.setItem(key, JSON.stringify(chat));
    else sessionStorage.removeItem(key);
  } catch {
    // It is kept above.
  }
}

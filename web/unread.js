/** Counts the bot's messages that came while the chat was closed. Ids of one conversation grow as text. */

/** `tell(count)` is called on every change. */
export function createUnread(shownAtFirst, tell) {
  const waiting = new Set();
  let isShown = shownAtFirst;
  let seen = '';

  return {
    /** The id up to which the customer has seen the chat. */
    seen: () => seen,
    /** Another conversation begins, or one comes back that was seen up to an id. */
    begin: (upTo = '') => {
      seen = upTo;
      waiting.clear();
      tell(0);
    },
    hear: ({ id, type, from }) => {
      if (type !== 'message' || !id || id <= seen) return;
      if (isShown || from.role === 'user') {
        seen = id;
      } else if (!waiting.has(id)) {
        waiting.add(id);
        tell(waiting.size);
      }
    },
    show: (shown) => {
      isShown = shown;
      if (!shown || waiting.size === 0) return;
      seen = [...waiting].sort().at(-1);
      waiting.clear();
      tell(0);
    },
  };
}

/** Hears from the server what has changed; the connection comes back by itself. */
import { get } from './api.js';
import { words } from './words.js';

/** `refresh` is called after every (re)connection and, at most a few times a second, when something has changed. */
export function listen(refresh) {
  const state = document.getElementById('live');
  const text = document.getElementById('live-text');
  const show = (isLive) => {
    state.classList.toggle('on', isLive);
    text.textContent = isLive ? words.live : words.reconnecting;
  };
  let waiting;
  const soon = () => {
    if (waiting !== undefined) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      refresh();
    }, 120);
  };
  const open = () => {
    const source = new EventSource('/desk/api/events');
    source.addEventListener('ready', () => {
      show(true);
      soon();
    });
    source.addEventListener('changed', soon);
    source.addEventListener('error', () => {
      show(false);
      if (source.readyState !== EventSource.CLOSED) return;
      // Refused, not only broken: signed out, or too many pages; asking tells which.
      source.close();
      setTimeout(() => get('me').then(open, open), 5_000);
    });
  };
  open();
}

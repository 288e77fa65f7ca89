import type { Dialler } from './dialler.js';

/** No telephone service: a callback that is to be put through at once stands at the top of the desk's list until somebody dials. */
export function createByHand(): Dialler {
  return { ring: async () => 'by-hand', stop: async () => undefined };
}

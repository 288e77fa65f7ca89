import { randomBytes } from 'node:crypto';
import { StaleStateError, type StateStore } from '../handoff/store/store.js';
import type { Logger } from './log.js';

const key = 'firstline/directline-secret';

/**
 * The secret that signs the sessions of staff, and the tokens of chats where the operator has set none: made once and kept in
 * the store, so that they outlive a restart and hold for all processes on it. One that cannot be kept is good for this run only.
 */
export async function ownSecret(states: StateStore, log: Logger): Promise<string> {
  for (;;) {
    const stored = await states.read(key);
    const kept = stored?.value;
    const secret =
      typeof kept === 'string' && kept.length >= 32 ? kept : randomBytes(32).toString('base64url');
    try {
      // Written at each start, as what nobody has touched for long is removed.
      await states.write(key, secret, stored?.version);
      return secret;
    } catch (error) {
      // Another process starts at this moment, and its secret is the one that counts.
      if (error instanceof StaleStateError) continue;
      log.warn(
        { err: error },
        'chats and sessions of staff that are open now may not outlive a restart: their secret could not be kept',
      );
      return secret;
    }
  }
}

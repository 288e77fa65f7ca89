import { createHmac } from 'node:crypto';
import type { Owner } from '../case.js';

/** Under which an owner's uses are kept. `salt`: secret, and of one store alone. */
export function pseudonym(salt: string, { channel, tenant, id }: Owner): string {
  // Parts are told apart by their lengths, so that no two owners can be written alike.
  return createHmac('sha256', salt)
    .update(JSON.stringify([channel, tenant, id]))
    .digest('hex')
    .slice(0, 32);
}

import { createHash } from 'node:crypto';
import type { Owner } from '../case.js';
import { wellFormedKey } from './well-formed.js';

/** What stands for a key of any length in an index. Throws a `RangeError` as `wellFormedKey` does. */
export function keyHash(key: string): Buffer {
  return createHash('sha256').update(wellFormedKey(key)).digest();
}

/** The hash of a draft's id, in hexadecimal. Throws a `RangeError` for an id or owner that cleaning could turn into another one. */
export function draftHash({ draftId, owner }: { readonly draftId: string; readonly owner: Owner }): string {
  for (const key of [owner.channel, owner.tenant, owner.id]) wellFormedKey(key);
  return keyHash(draftId).toString('hex');
}

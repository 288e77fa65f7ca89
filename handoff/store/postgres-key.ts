import { createHash } from 'node:crypto';
import { wellFormedKey } from './well-formed.js';

/** What stands for a key of any length in an index. Throws a `RangeError` as `wellFormedKey` does. */
export function keyHash(key: string): Buffer {
  return createHash('sha256').update(wellFormedKey(key)).digest();
}

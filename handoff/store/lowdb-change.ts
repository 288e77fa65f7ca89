import type { Callback, Case } from '../case.js';
import { type Act, changedFields, trailEntry } from '../trail.js';
import { newRows } from './lowdb-outbox.js';
import type { Stored } from './lowdb-shapes.js';
import type { Outbox } from './store.js';
import { wellFormed } from './well-formed.js';

/** When, and who is to be told of what. */
interface Telling {
  readonly at: Date;
  readonly targets: readonly string[];
  readonly topic: Outbox['topic'];
}

/** The record after a change, with the entry of its trail and what is to be told; the same object where nothing changes. */
export function changeStored<T extends Case | Callback>(
  stored: Stored<T>,
  wanted: Partial<T>,
  act: Act | undefined,
  { at, targets, topic }: Telling,
): Stored<T> {
  const before = stored.record;
  const change = wellFormed(wanted);
  if (changedFields(before, change).length === 0 && act?.note === undefined) return stored;
  const trail = [...(before.trail ?? []), ...(act ? [wellFormed(trailEntry(act, before, change, at))] : [])];
  const record: T = { ...before, ...change, ...(act && { trail }) };
  // Delivered rows go, so that a record that is changed again and again does not grow.
  const left = stored.outbox.filter(({ state }) => state !== 'delivered');
  const entry = act && trail.length - 1;
  return { ...stored, record, outbox: [...left, ...newRows(targets, topic, stored.id, at, entry)] };
}

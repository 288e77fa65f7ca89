import type { Callback, Case } from '../case.js';
import type { Act } from '../trail.js';
import { changeRecord, type Telling } from './change-record.js';
import type { Stored } from './lowdb-shapes.js';

/** What is stored after a change of the record; the same object where nothing changes. */
export function changeStored<T extends Case | Callback>(
  stored: Stored<T>,
  wanted: Partial<T>,
  act: Act | undefined,
  telling: Telling,
): Stored<T> {
  const changed = changeRecord(stored.id, stored.record, wanted, act, telling);
  if (!changed) return stored;
  // Delivered rows go, so that a record that is changed again and again does not grow.
  const left = stored.outbox.filter(({ state }) => state !== 'delivered');
  return { ...stored, record: changed.record, outbox: [...left, ...changed.rows] };
}

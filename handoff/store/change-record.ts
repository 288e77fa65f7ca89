import type { Callback, Case } from '../case.js';
import { type Act, changedFields, trailEntry } from '../trail.js';
import { newRows } from './outbox-rows.js';
import type { Outbox } from './store.js';
import { wellFormed } from './well-formed.js';

/** When, and who is to be told of what. */
export interface Telling {
  readonly at: Date;
  readonly targets: readonly string[];
  readonly topic: Outbox['topic'];
}

/** A record after a change, and the rows that tell of it. */
export interface Changed<T> {
  readonly record: T;
  readonly rows: readonly Outbox[];
}

/** The record with the change, the entry of its trail and what is to be told; undefined where nothing changes. */
export function changeRecord<T extends Case | Callback>(
  id: string,
  before: T,
  wanted: Partial<T>,
  act: Act | undefined,
  { at, targets, topic }: Telling,
): Changed<T> | undefined {
  const change = wellFormed(wanted);
  if (changedFields(before, change).length === 0 && act?.note === undefined) return undefined;
  const trail = [...(before.trail ?? []), ...(act ? [wellFormed(trailEntry(act, before, change, at))] : [])];
  const record: T = { ...before, ...change, ...(act && { trail }) };
  return { record, rows: newRows(targets, topic, id, at, act && trail.length - 1) };
}

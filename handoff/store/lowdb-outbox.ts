import type { Outbox } from './store.js';

/** The case number or callback id in the id of a row: where the row lies. */
export function subjectOf(rowId: string): string {
  return rowId.slice(0, Math.max(0, rowId.lastIndexOf('/')));
}

/** The rows that have not reached their target, in memory; the files stay the truth. */
export interface OpenRows {
  /** The undelivered rows of a case or callback, as they are on disk now. */
  set(subject: string, rows: readonly Outbox[]): void;
  /** Without those that are held; with `heldUntil` the rows are held until then. */
  due(at: Date, limit: number, heldUntil?: Date): readonly Outbox[];
  /** The row is no longer held. */
  release(id: string): void;
  all(): readonly Outbox[];
}

export function createOpenRows(): OpenRows {
  const bySubject = new Map<string, readonly Outbox[]>();
  /** Until when, by id. */
  const held = new Map<string, Date>();
  return {
    set(subject, rows) {
      if (rows.length === 0) bySubject.delete(subject);
      else bySubject.set(subject, rows);
    },
    due(at, limit, heldUntil) {
      const now = at.toISOString();
      const found = [...bySubject.values()]
        .flatMap(firstOfEachTarget)
        .filter(({ id, dueAt }) => dueAt <= now && (held.get(id) ?? at) <= at)
        .sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))
        .slice(0, limit);
      if (heldUntil) for (const { id } of found) held.set(id, heldUntil);
      return found;
    },
    release: (id) => void held.delete(id),
    all: () => [...bySubject.values()].flat(),
  };
}

/** That something was cancelled must not be heard before that it was requested. */
function firstOfEachTarget(rows: readonly Outbox[]): readonly Outbox[] {
  const pending = rows.filter(({ state }) => state === 'pending');
  return pending.filter(({ target }, index) => pending.findIndex((row) => row.target === target) === index);
}

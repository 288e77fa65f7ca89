import { randomUUID } from 'node:crypto';
import type { Outbox } from './store.js';

/** One new row for each target. */
export function newRows(
  targets: readonly string[],
  topic: Outbox['topic'],
  subject: string,
  at: Date,
): readonly Outbox[] {
  return targets.map((target) => {
    const id = `${subject}/${randomUUID()}`;
    return {
      id,
      idempotencyKey: id,
      target,
      topic,
      subject,
      attempts: 0,
      dueAt: at.toISOString(),
      state: 'pending',
    };
  });
}

/** The case number or callback id in the id of a row: where the row lies. */
export function subjectOf(rowId: string): string {
  return rowId.slice(0, Math.max(0, rowId.lastIndexOf('/')));
}

/** The rows that have not reached their target, in memory; the files stay the truth. */
export interface OpenRows {
  /** To be told of each record that was read or written. */
  track(rows: readonly Outbox[]): void;
  due(at: Date, limit: number): readonly Outbox[];
  all(): readonly Outbox[];
}

export function createOpenRows(): OpenRows {
  /** In order of their making: a changed row keeps its place. */
  const open = new Map<string, Outbox>();
  return {
    track(rows) {
      for (const row of rows) {
        if (row.state === 'delivered') open.delete(row.id);
        else open.set(row.id, row);
      }
    },
    due(at, limit) {
      const now = at.toISOString();
      return firstOfEach([...open.values()])
        .filter(({ dueAt }) => dueAt <= now)
        .sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))
        .slice(0, limit);
    },
    all: () => [...open.values()],
  };
}

/** What was cancelled must not be heard of before it was requested: one row at a time for each subject and target. */
function firstOfEach(rows: readonly Outbox[]): readonly Outbox[] {
  const first = new Map<string, Outbox>();
  for (const row of rows) {
    const lane = JSON.stringify([row.subject, row.target]);
    if (row.state === 'pending' && !first.has(lane)) first.set(lane, row);
  }
  return [...first.values()];
}

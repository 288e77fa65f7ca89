import { randomUUID } from 'node:crypto';
import type { Outbox } from './store.js';

/** One new row for each target. `entry`: of the record's trail. */
export function newRows(
  targets: readonly string[],
  topic: Outbox['topic'],
  subject: string,
  at: Date,
  entry?: number,
): readonly Outbox[] {
  return targets.map((target) => {
    const id = `${subject}/${randomUUID()}`;
    return {
      id,
      idempotencyKey: id,
      target,
      topic,
      subject,
      ...(entry !== undefined && { entry }),
      attempts: 0,
      dueAt: at.toISOString(),
      state: 'pending',
    };
  });
}

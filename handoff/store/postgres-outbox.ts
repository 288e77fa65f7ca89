import { z } from 'zod';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { channel, newsOf } from './postgres-news.js';
import { outboxShape } from './record-shapes.js';
import type { CaseStore, Outbox } from './store.js';
import { wellFormed } from './well-formed.js';

export type OutboxPart = Pick<CaseStore, 'dueOutbox' | 'updateOutbox' | 'undelivered'>;

const columns = `id, idempotency_key as "idempotencyKey", target, topic, subject, entry, attempts,
  due_at as "dueAt", last_error as "lastError", state`;

const rowShape = z
  .looseObject({ dueAt: z.date() })
  .transform((row): unknown => {
    const filled = Object.entries(row).filter(([, value]) => value !== null);
    return { ...Object.fromEntries(filled), dueAt: row.dueAt.toISOString() };
  })
  .pipe(outboxShape);

/** Rows whose turn it is at $1: due, not held, and the first that is pending of their subject and target. */
const due = `
  from firstline.outbox as one
  where state = 'pending' and due_at <= $1 and (held_until is null or held_until <= $1) and not exists (
    select from firstline.outbox as before
    where before.subject = one.subject and before.target = one.target and before.state = 'pending'
      and before.place < one.place
  )
  order by due_at, place limit $2`;

export function openOutbox(database: Database): OutboxPart {
  return {
    async dueOutbox(at, limit, heldUntil) {
      if (!heldUntil)
        return database.read((sql) => sql.rows(rowShape, `select ${columns} ${due}`, [at, limit]));
      // Rows that another process takes at this moment are passed over.
      const text = `
        with taken as (select one.place ${due} for update of one skip locked), held as (
          update firstline.outbox set held_until = $3 from taken
          where outbox.place = taken.place returning outbox.*
        ) select ${columns} from held order by due_at, place`;
      return database.write((sql) => sql.rows(rowShape, text, [at, limit, heldUntil]));
    },
    async updateOutbox(id, change) {
      const { state, attempts, dueAt, lastError } = wellFormed(change);
      const text = `
        update firstline.outbox set held_until = null, state = coalesce($2, state),
          attempts = coalesce($3, attempts), due_at = coalesce($4, due_at), last_error = coalesce($5, last_error)
        where id = $1`;
      const touched = await database.write((sql) => sql.run(text, [id, state, attempts, dueAt, lastError]));
      if (touched === 0) throw new RangeError(`The outbox has no row ${id}.`);
    },
    undelivered: () =>
      database.read((sql) =>
        sql.rows(
          rowShape,
          `select ${columns} from firstline.outbox where state <> 'delivered' order by place`,
        ),
      ),
  };
}

/** Adds rows, within the transaction of their record, of which other processes hear with it. */
export async function addRows(sql: Statements, rows: readonly Outbox[]): Promise<void> {
  if (rows.length === 0) return;
  const text = `
    with added as (
    insert into firstline.outbox (id, idempotency_key, target, topic, subject, entry, attempts, due_at, state)
    select id, "idempotencyKey", target, topic, subject, entry, attempts, "dueAt", state
    from json_to_recordset($1::json) as added (id text, "idempotencyKey" text, target text, topic text,
      subject text, entry integer, attempts integer, "dueAt" timestamptz, state text)
    returning subject
    ) select pg_notify($2, $3 || subject) from (select distinct subject from added) as subjects`;
  await sql.run(text, [JSON.stringify(rows), channel, newsOf('', 'record', '')]);
}

/** Removes what has been told of a record, so that one which is changed again and again does not gather rows. */
export async function removeDelivered(sql: Statements, subject: string): Promise<void> {
  await sql.run(`delete from firstline.outbox where subject = $1 and state = 'delivered'`, [subject]);
}

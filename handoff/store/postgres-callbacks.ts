import { z } from 'zod';
import { anonymousCallback } from '../anonymous.js';
import { type Callback, type CallbackDraft, isOpen } from '../case.js';
import { newCallbackId } from '../case-number.js';
import { newCallback } from './new-records.js';
import { newRows } from './outbox-rows.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import {
  type Added,
  draftHash,
  ofOwner,
  openRecords,
  ownerValues,
  type Records,
} from './postgres-records.js';
import { callbackShape } from './record-shapes.js';
import type { CaseStore } from './store.js';

export type CallbackPart = Pick<
  CaseStore,
  'addCallback' | 'findCallback' | 'listCallbacks' | 'placeInQueue' | 'updateCallback'
> & { readonly records: Records<Callback> };

/** For the advisory lock that who adds a callback holds: places are given in the order in which they become visible. */
const lockKey = 0x46_4c_02;

const placeShape = z.object({ place: z.int() });
const isOpenColumn = `status in ('waiting', 'ringing', 'connected')`;

export function openCallbacks(database: Database): CallbackPart {
  const records = openRecords(database, { name: 'callbacks', id: 'id', shape: callbackShape });

  async function known(
    sql: Statements,
    draft: Buffer,
    caseNumber: string | null,
  ): Promise<Callback | undefined> {
    const same = await records.findDraft(sql, draft);
    if (same || caseNumber === null) return same;
    const condition = `case_number = $1 and ${isOpenColumn} order by place limit 1`;
    const [open] = await records.select(sql, condition, [caseNumber]);
    return open;
  }

  async function add(
    sql: Statements,
    draft: CallbackDraft,
    hash: Buffer,
    at: Date,
    targets: readonly string[],
  ): Promise<Callback> {
    for (;;) {
      const record = newCallback(draft, newCallbackId(), at);
      const rows = newRows(targets, 'callback-requested', record.id, at);
      // Nobody else adds one now: what can be there already is the id alone.
      if (await records.add(sql, hash, record, rows)) return record;
    }
  }

  return {
    records,
    async addCallback(draft, at, targets, { another = false } = {}) {
      const hash = draftHash(draft);
      const { record, created } = await database.inTurn('callbacks', () =>
        database.transaction(async (sql): Promise<Added<Callback>> => {
          await sql.run('select pg_advisory_xact_lock($1)', [lockKey]);
          const first = await known(sql, hash, another ? null : draft.caseNumber);
          if (first) return { record: first, created: false };
          return { record: await add(sql, draft, hash, at, targets), created: true };
        }),
      );
      return { callback: record, created };
    },
    findCallback: records.find,
    listCallbacks({ owner, open = false, missed = false, limit } = {}) {
      const condition = `${ofOwner} and (not $4 or ${isOpenColumn}) and (not $5 or status = 'no-answer') order by place limit $6`;
      const values = [...ownerValues(owner), open, missed && !open, limit ?? null];
      const list = (sql: Statements) => records.select(sql, condition, values);
      return owner || open || limit !== undefined ? database.read(list) : database.upkeep(list);
    },
    async placeInQueue(id) {
      const text = `
        select count(*)::integer as place from firstline.callbacks as mine join firstline.callbacks as one
          on one.place <= mine.place and one.kind = 'queue' and one.status = 'waiting'
        where mine.id = $1 and mine.kind = 'queue' and mine.status = 'waiting'`;
      const [row] = await database.read((sql) => sql.rows(placeShape, text, [id]));
      return row?.place || undefined;
    },
    async updateCallback(id, change, at, targets, { when = () => true, act } = {}) {
      const topic = change.status === 'cancelled' ? 'callback-cancelled' : 'callback-changed';
      const outcome = await records.change(id, {
        wanted: () => change,
        when,
        act,
        telling: { at, targets, topic },
        // Who asked to be forgotten still hears how the call went; afterwards nothing of them is left.
        finish: (record) => (record.forget && !isOpen(record) ? anonymousCallback(record) : record),
      });
      return outcome && { callback: outcome.record, changed: outcome.changed };
    },
  };
}

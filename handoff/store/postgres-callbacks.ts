import { z } from 'zod';
import { anonymousCallback } from '../anonymous.js';
import { type Callback, isOpen } from '../case.js';
import { newCallbackId } from '../case-number.js';
import { newCallback } from './new-records.js';
import { newRows } from './outbox-rows.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { draftHash } from './postgres-key.js';
import {
  type Added,
  ofOwner,
  openRecords,
  ownerValues,
  type Records,
  type Wanted,
} from './postgres-records.js';
import { callbackShape } from './record-shapes.js';
import type { CaseStore } from './store.js';

export type CallbackPart = Pick<
  CaseStore,
  'addCallback' | 'findCallback' | 'listCallbacks' | 'placeInQueue' | 'updateCallback'
> & { readonly records: Records<Callback> };

/** For the advisory lock that who adds a callback holds: places are given in the order in which they become visible. */
const lockKey = 0x46_4c_02;

interface Asked extends Wanted<Callback> {
  readonly caseNumber: string | null;
  readonly another: boolean;
}

const placeShape = z.object({ place: z.int() });
const isOpenColumn = `status in ('waiting', 'ringing', 'connected')`;

export function openCallbacks(database: Database): CallbackPart {
  const records = openRecords(database, { name: 'callbacks', id: 'id', shape: callbackShape });

  /** The open callback for each of the cases: the one that came first. */
  async function openFor(
    sql: Statements,
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, Callback>> {
    const condition = `case_number = any($1) and ${isOpenColumn} order by place desc`;
    const found = await records.select(sql, condition, [numbers]);
    return new Map(found.flatMap((one) => (one.caseNumber === null ? [] : [[one.caseNumber, one]])));
  }

  const add = database.inTurn<Asked, Added<Callback>>((_key, asked) =>
    database.transaction(async (sql) => {
      await sql.run('select pg_advisory_xact_lock($1)', [lockKey]);
      const drafts = asked.map(({ draft }) => draft);
      const known = await records.byDraft(sql, drafts);
      const open = await openFor(
        sql,
        asked.flatMap(({ caseNumber }) => caseNumber ?? []),
      );
      const plans = planAll(asked, known, open);
      const added = await records.add(
        sql,
        plans.flatMap((plan) => ('make' in plan ? [plan] : [])),
      );
      const next = added.values();
      return plans.flatMap((plan) =>
        'make' in plan ? (next.next().value ?? []) : [{ record: plan, created: false }],
      );
    }),
  );

  return {
    records,
    async addCallback(draft, at, targets, { another = false } = {}) {
      const { caseNumber } = draft;
      const make = () => {
        const requested = newCallback(draft, newCallbackId(), at);
        return { record: requested, rows: newRows(targets, 'callback-requested', requested.id, at) };
      };
      const { record, created } = await add('', { draft: draftHash(draft), make, caseNumber, another });
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

/** What becomes of each request, in order: the callback that is there already, or one that is to be added, perhaps an earlier one's. */
function planAll(
  asked: readonly Asked[],
  known: ReadonlyMap<string, Callback>,
  open: ReadonlyMap<string, Callback>,
): readonly (Callback | Wanted<Callback>)[] {
  const fresh = new Map<string, Wanted<Callback>>();
  return asked.map((one) => {
    const { draft, caseNumber, another } = one;
    const bound = another ? null : caseNumber;
    const stored = known.get(draft) ?? (bound === null ? undefined : open.get(bound));
    if (stored) return stored;
    const wanted = (bound === null ? undefined : fresh.get(bound)) ?? one;
    if (caseNumber !== null && !fresh.has(caseNumber)) fresh.set(caseNumber, wanted);
    return wanted;
  });
}

import { z } from 'zod';
import type { Callback, Case, Owner } from '../case.js';
import type { Act } from '../trail.js';
import { changeRecord, type Telling } from './change-record.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { keyHash } from './postgres-key.js';
import { addRows, removeDelivered } from './postgres-outbox.js';
import type { Outbox } from './store.js';
import { wellFormedKey } from './well-formed.js';

/** A table of cases or callbacks. */
export interface Table<T> {
  readonly name: 'cases' | 'callbacks';
  /** Column by which a record is known. */
  readonly id: 'number' | 'id';
  readonly shape: z.ZodType<T>;
}

export interface Added<T> {
  readonly record: T;
  readonly created: boolean;
}

/** Throws a `RangeError` for a draft id or owner that cleaning could turn into another one. */
export function draftHash({ draftId, owner }: { readonly draftId: string; readonly owner: Owner }): Buffer {
  for (const key of [owner.channel, owner.tenant, owner.id]) wellFormedKey(key);
  return keyHash(draftId);
}

/** Cases or callbacks in their table. */
export interface Records<T> {
  find(id: string): Promise<T | undefined>;
  /** In the order of receipt. */
  select(sql: Statements, condition: string, values: readonly unknown[]): Promise<readonly T[]>;
  findDraft(sql: Statements, draft: Buffer): Promise<T | undefined>;
  /** Adds the record and its rows, unless draft or id are there already; resolves to whether it has. */
  add(sql: Statements, draft: Buffer, record: T, rows: readonly Outbox[]): Promise<boolean>;
  put(sql: Statements, id: string, record: T): Promise<void>;
  /** Undefined when there is no such record. */
  change(
    id: string,
    how: HowToChange<T>,
  ): Promise<{ readonly record: T; readonly changed: boolean } | undefined>;
}

interface HowToChange<T> {
  readonly wanted: (before: T) => Partial<T>;
  readonly when: (current: T) => boolean;
  readonly act: Act | undefined;
  readonly telling: Telling;
  /** Of the record as it is to be stored. */
  readonly finish: (record: T) => T;
}

export function openRecords<T extends Case | Callback>(database: Database, table: Table<T>): Records<T> {
  const { name, id: idColumn } = table;
  const shape = z.object({ record: table.shape });

  const records: Records<T> = {
    async find(id) {
      // No id of ours, and nothing that the database would take.
      if (id.includes('\0')) return undefined;
      const [found] = await database.read((sql) => records.select(sql, `${idColumn} = $1`, [id]));
      return found;
    },
    async select(sql, condition, values) {
      const found = await sql.rows(shape, `select record from firstline.${name} where ${condition}`, values);
      return found.map(({ record }) => record);
    },
    async findDraft(sql, draft) {
      const [found] = await records.select(sql, 'draft = $1', [draft]);
      return found;
    },
    async add(sql, draft, record, rows) {
      const text = `insert into firstline.${name} (draft, record) values ($1, $2) on conflict do nothing`;
      if ((await sql.run(text, [draft, JSON.stringify(record)])) === 0) return false;
      await addRows(sql, rows);
      return true;
    },
    async put(sql, id, record) {
      const text = `update firstline.${name} set record = $2 where ${idColumn} = $1`;
      await sql.run(text, [id, JSON.stringify(record)]);
    },
    async change(id, { wanted, when, act, telling, finish }) {
      if (id.includes('\0')) return undefined;
      return database.transaction(async (sql) => {
        const [before] = await records.select(sql, `${idColumn} = $1 for update`, [id]);
        if (!before) return undefined;
        const changed = when(before) ? changeRecord(id, before, wanted(before), act, telling) : undefined;
        if (!changed) return { record: before, changed: false };
        const record = finish(changed.record);
        await records.put(sql, id, record);
        await removeDelivered(sql, id);
        await addRows(sql, changed.rows);
        return { record, changed: true };
      });
    },
  };
  return records;
}

/** The condition for an owner's records as the first three parameters, which are null for everybody's. */
export const ofOwner = '($1::text is null or (channel = $1 and tenant = $2 and owner = $3))';
export const ownerValues = (owner: Owner | undefined) => [
  owner?.channel ?? null,
  owner?.tenant ?? null,
  owner?.id ?? null,
];

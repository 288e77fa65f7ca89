import { z } from 'zod';
import type { Callback, Case, Owner } from '../case.js';
import type { Act } from '../trail.js';
import { changeRecord, type Telling } from './change-record.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { addRows, removeDelivered } from './postgres-outbox.js';
import type { Outbox } from './store.js';

/** A table of cases or callbacks. */
export interface Table<T> {
  readonly name: 'cases' | 'callbacks';
  /** Column by which a record is known. */
  readonly id: 'number' | 'id';
  readonly shape: z.ZodType<T>;
}

/** What is to be there once for its draft. */
export interface Wanted<T> {
  /** As `draftHash`. */
  readonly draft: string;
  /** The record and its rows, under a new id with each call: one that is taken already is not used. */
  readonly make: () => { readonly record: T; readonly rows: readonly Outbox[] };
}

export interface Added<T> {
  readonly record: T;
  readonly created: boolean;
}

interface HowToChange<T> {
  readonly wanted: (before: T) => Partial<T>;
  readonly when: (current: T) => boolean;
  readonly act: Act | undefined;
  readonly telling: Telling;
  /** The record as it is to be stored. */
  readonly finish: (record: T) => T;
}

/** Cases or callbacks in their table. */
export interface Records<T> {
  find(id: string): Promise<T | undefined>;
  select(sql: Statements, condition: string, values: readonly unknown[]): Promise<readonly T[]>;
  byDraft(sql: Statements, drafts: readonly string[]): Promise<ReadonlyMap<string, T>>;
  /** One record for each draft, added in this order or there already. */
  add(sql: Statements, wanted: readonly Wanted<T>[]): Promise<readonly Added<T>[]>;
  put(sql: Statements, id: string, record: T): Promise<void>;
  /** Undefined when there is no such record. */
  change(
    id: string,
    how: HowToChange<T>,
  ): Promise<{ readonly record: T; readonly changed: boolean } | undefined>;
}

const draftShape = z.object({ draft: z.string() });

export function openRecords<T extends Case | Callback>(database: Database, table: Table<T>): Records<T> {
  const { name, id: idColumn } = table;
  const recordShape = z.object({ record: table.shape });
  const draftedShape = recordShape.extend(draftShape.shape);

  /** Resolves to the drafts that were inserted. */
  async function insert(sql: Statements, drafted: ReadonlyMap<string, T>): Promise<ReadonlySet<string>> {
    const text = `
      insert into firstline.${name} (draft, record)
      select draft, record from json_to_recordset($1::json) as added (draft text, record json)
      on conflict do nothing returning draft`;
    const values = [...drafted].map(([draft, record]) => ({ draft, record }));
    const inserted = await sql.rows(draftShape, text, [JSON.stringify(values)]);
    return new Set(inserted.map(({ draft }) => draft));
  }

  const records: Records<T> = {
    async find(id) {
      // No id of ours, and nothing that the database would take.
      if (id.includes('\0')) return undefined;
      const [found] = await database.read((sql) => records.select(sql, `${idColumn} = $1`, [id]));
      return found;
    },
    async select(sql, condition, values) {
      const text = `select record from firstline.${name} where ${condition}`;
      return (await sql.rows(recordShape, text, values)).map(({ record }) => record);
    },
    async byDraft(sql, drafts) {
      const text = `select draft, record from firstline.${name} where draft = any($1)`;
      const found = await sql.rows(draftedShape, text, [drafts]);
      return new Map(found.map(({ draft, record }) => [draft, record]));
    },
    async add(sql, wanted) {
      const found = new Map<string, Added<T>>();
      // A draft that is not found in spite of all drew an id that was taken, and draws another.
      for (let left = wanted; left.length > 0; left = wanted.filter(({ draft }) => !found.has(draft))) {
        const made = new Map(left.map(({ draft, make }) => [draft, make()]));
        const inserted = await insert(sql, new Map([...made].map(([draft, { record }]) => [draft, record])));
        const added = [...made].filter(([draft]) => inserted.has(draft));
        await addRows(
          sql,
          added.flatMap(([, { rows }]) => rows),
        );
        for (const [draft, { record }] of added) found.set(draft, { record, created: true });
        if (inserted.size === made.size) continue;
        const known = await records.byDraft(
          sql,
          [...made.keys()].filter((draft) => !inserted.has(draft)),
        );
        for (const [draft, record] of known) found.set(draft, { record, created: false });
      }
      return wanted.flatMap(({ draft }, index) => {
        const isFirst = wanted.findIndex((one) => one.draft === draft) === index;
        const one = found.get(draft);
        return one ? [{ record: one.record, created: one.created && isFirst }] : [];
      });
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

import { type Callback, type Case, isSameOwner, type Owner } from '../case.js';
import { createKeyQueue } from '../key-queue.js';
import type { Site } from './lowdb-file.js';
import { createRecordIndex, type Drafted } from './lowdb-index.js';
import { openSegments } from './lowdb-segments.js';
import type { RecordKind, Stored, Summary } from './lowdb-shapes.js';
import { StoreError } from './store-error.js';
import { wellFormedKey } from './well-formed.js';

/** Cases or callbacks, each with its outbox, found by id, draft id and owner. */
export interface Records<T> {
  /** `make` is called when no record has this draft id; it is given a test for ids that are taken. */
  addOnce(draft: Drafted, make: (isTaken: (id: string) => boolean) => Stored<T>): Promise<Added<T>>;
  find(id: string): Promise<T | undefined>;
  findDraft(draftId: string): Promise<T | undefined>;
  has(id: string): boolean;
  /** In order of receipt. */
  ids(owner?: Owner): readonly string[];
  /** Grows in order of receipt. */
  place(id: string): number | undefined;
  /** Undefined when there is no such record. */
  update<R>(
    id: string,
    change: (stored: Stored<T>) => readonly [next: Stored<T>, result: R],
  ): Promise<R | undefined>;
  /** Changes the record for good: the backup of its file no longer holds what it was, either. Undefined when there is none. */
  scrub(id: string, change: (record: T) => T): Promise<T | undefined>;
  whenIdle(): Promise<void>;
}

export interface Added<T> {
  readonly record: T;
  readonly created: boolean;
}

/** `track` is told of each record when it is found at the start, added or changed. */
export async function openRecords<T extends Case | Callback, S extends Summary>(
  site: Site,
  name: string,
  kind: RecordKind<T, S>,
  track: (summary: S) => void,
): Promise<Records<T>> {
  const index = createRecordIndex();
  const inTurn = createKeyQueue();
  /** Ids of records that are being written. */
  const reserved = new Set<string>();
  const segments = await openSegments(site, name, kind, (summary, place) => {
    index.add(summary, place);
    track(summary);
  });

  async function find(id: string): Promise<T | undefined> {
    const place = index.place(id);
    const records = place === undefined ? [] : await segments.around(place);
    return records.find((stored) => stored.id === id)?.record;
  }

  async function findDraft(draftId: string): Promise<T | undefined> {
    const id = index.idOfDraft(draftId);
    return id === undefined ? undefined : find(id);
  }

  async function append(stored: Stored<T>): Promise<void> {
    reserved.add(stored.id);
    try {
      await segments.append(stored);
    } finally {
      reserved.delete(stored.id);
    }
  }

  async function update<R>(
    id: string,
    change: (stored: Stored<T>) => readonly [next: Stored<T>, result: R],
  ): Promise<R | undefined> {
    const place = index.place(id);
    if (place === undefined) return undefined;
    const { before, next, result } = await segments.change(place, (records) => {
      const found = records.find((stored) => stored.id === id);
      if (!found) throw new StoreError('damaged', `${site.folder}/${name} no longer holds ${id}.`);
      const [after, outcome] = change(found);
      const changed = { before: found, next: after, result: outcome };
      if (after === found) return [records, changed];
      return [records.map((stored) => (stored === found ? after : stored)), changed];
    });
    const [was, is] = [before.record.owner, next.record.owner];
    if (!isSameOwner(was, is)) index.move(id, was, is);
    track(kind.summarise(next));
    return result;
  }

  return {
    async addOnce({ draftId, owner }, make) {
      for (const key of [draftId, owner.channel, owner.tenant, owner.id]) wellFormedKey(key);
      return inTurn(draftId, async () => {
        const first = await findDraft(draftId);
        if (first) return { record: first, created: false };
        const stored = make((id) => index.place(id) !== undefined || reserved.has(id));
        await append(stored);
        return { record: stored.record, created: true };
      });
    },
    find,
    findDraft,
    has: (id) => index.place(id) !== undefined,
    ids: index.ids,
    place: index.place,
    update,
    async scrub(id, change) {
      const changed = await update(id, (stored) => {
        const record = change(stored.record);
        return [record === stored.record ? stored : { ...stored, record }, record];
      });
      // Written once more, so that the version before it becomes the backup.
      await update(id, (stored) => [{ ...stored }, undefined]);
      return changed;
    },
    whenIdle: segments.whenIdle,
  };
}

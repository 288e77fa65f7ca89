import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createKeyQueue } from '../key-queue.js';
import { openDocuments } from './lowdb-documents.js';
import type { Site } from './lowdb-file.js';
import { type Chunk, chunkKind } from './lowdb-shapes.js';
import { createSweep } from './lowdb-sweep.js';
import type { ConversationLog } from './store.js';
import { StoreError } from './store-error.js';
import { wellFormed, wellFormedKey } from './well-formed.js';

/** An append rewrites one file of at most this size (and what is appended), however long the conversation. */
const activitiesInFile = 32;
const charactersInFile = 256 * 1024;
const filesInMemory = 64;

/**
 * A folder for each conversation, in it files named after the number of their first activity.
 * History outlives the process, but is not worth waiting for the disk. A file is checked when it is first read.
 */
export function openLog(site: Site): ConversationLog & { whenIdle(): Promise<void> } {
  const documents = openDocuments(chunkKind, site, filesInMemory);
  const sweep = createSweep(site, documents);
  const inTurn = createKeyQueue();
  const folderOf = (conversation: string) => {
    const hash = createHash('sha256').update(wellFormedKey(conversation)).digest('hex');
    return join(site.folder, 'log', hash);
  };
  const pathOf = (folder: string, first: number) => join(folder, `${String(first).padStart(8, '0')}.json`);

  async function chunk(folder: string, first: number): Promise<readonly unknown[]> {
    const path = pathOf(folder, first);
    const stored = await documents.read(path);
    if (stored === null || stored.first !== first) {
      throw new StoreError(
        'damaged',
        `${path} does not hold the activities from ${first} on, as its name says.`,
      );
    }
    return stored.activities;
  }

  async function length(conversation: string): Promise<number> {
    const folder = folderOf(conversation);
    const last = firstsIn(await site.disk.list(folder)).at(-1);
    return last === undefined ? 0 : last + (await chunk(folder, last)).length;
  }

  async function append(conversation: string, added: readonly unknown[]): Promise<number> {
    const folder = folderOf(conversation);
    const last = firstsIn(await site.disk.list(folder)).at(-1) ?? 0;
    if (last === 0) await site.disk.makeFolder(folder);
    const before = await documents.read(pathOf(folder, last));
    const activities = before?.activities ?? [];
    const next = last + activities.length;
    const isFull =
      activities.length >= activitiesInFile || JSON.stringify(activities).length >= charactersInFile;
    const first = isFull ? next : last;
    const writtenAt = site.now().toISOString();
    await documents.update(pathOf(folder, first), (stored) => [
      { conversation, first, activities: [...(stored?.activities ?? []), ...added], writtenAt },
      undefined,
    ]);
    return next;
  }

  async function remove(folder: string): Promise<void> {
    for (const first of firstsIn(await site.disk.list(folder))) {
      await documents.update(pathOf(folder, first), () => [null, undefined]);
    }
    site.assertWritable();
    await site.disk.removeFolder(folder);
  }

  return {
    append: (conversation, activities) =>
      inTurn(conversation, () =>
        activities.length === 0 ? length(conversation) : append(conversation, activities.map(wellFormed)),
      ),
    async read(conversation, from, limit) {
      const folder = folderOf(conversation);
      const firsts = firstsIn(await site.disk.list(folder));
      const begin = firsts.findLast((first) => first <= from) ?? 0;
      const found: unknown[] = [];
      let expected = begin;
      for (const first of firsts.filter((one) => one >= begin)) {
        if (found.length >= limit) break;
        if (first !== expected) throw new StoreError('damaged', `${pathOf(folder, expected)} is missing.`);
        const activities = await chunk(folder, first);
        found.push(...activities.slice(Math.max(0, from - first)));
        expected = first + activities.length;
      }
      return found.slice(0, limit);
    },
    length,
    rewrite: (conversation, change) =>
      inTurn(conversation, async () => {
        const folder = folderOf(conversation);
        for (const first of firstsIn(await site.disk.list(folder))) {
          const rewritten = (stored: Chunk | null): readonly [Chunk | null, undefined] => [
            stored && {
              ...stored,
              activities: stored.activities.map((one, index) => wellFormed(change(one, first + index))),
            },
            undefined,
          ];
          await documents.update(pathOf(folder, first), rewritten);
          // Written once more, so that the backup holds the new activities, too.
          await documents.update(pathOf(folder, first), (stored) => [stored && { ...stored }, undefined]);
        }
      }),
    remove: (conversation) => inTurn(conversation, () => remove(folderOf(conversation))),
    async purge(before) {
      const limit = before.toISOString();
      let removed = 0;
      for (const name of await site.disk.list(join(site.folder, 'log'))) {
        const folder = join(site.folder, 'log', name);
        const newest = async () => (await sweep(folder)).at(-1)?.age;
        const age = await newest();
        if (age === undefined || age.writtenAt >= limit) continue;
        await inTurn(age.key, async () => {
          // Looked at again: it may have grown since.
          if (((await newest())?.writtenAt ?? limit) >= limit) return;
          await remove(folder);
          removed += 1;
        });
      }
      return removed;
    },
    whenIdle: documents.whenIdle,
  };
}

/** The numbers in the names of the files, or of the backups of files that are gone, ascending. */
function firstsIn(names: readonly string[]): readonly number[] {
  const numbers = names.flatMap((name) => /^(\d+)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((one, other) => one - other);
}

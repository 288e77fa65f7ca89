import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Owner } from '../case.js';
import { createKeyQueue } from '../key-queue.js';
import { openDocument } from './lowdb-document.js';
import { openDocuments } from './lowdb-documents.js';
import type { Site } from './lowdb-file.js';
import { feedbackKind, saltKind } from './lowdb-shapes.js';
import { pseudonym } from './pseudonym.js';
import type { FeedbackStore, NotedUse } from './store.js';
import { StoreError } from './store-error.js';
import { wellFormed } from './well-formed.js';

/** An append rewrites one file of at most this size; as many files are kept. */
const usesInFile = 128;
const filesKept = 2_000;
const filesInMemory = 4;

/**
 * Files named after their day (UTC) and their number on it. One change runs after the other. A damaged file is passed over and
 * told to operators: feedback is not worth stopping for.
 */
export function openFeedback(site: Site): FeedbackStore & { whenIdle(): Promise<void> } {
  const documents = openDocuments<readonly NotedUse[], null>(feedbackKind, site, filesInMemory);
  const folder = join(site.folder, 'feedback');
  const salt = openDocument(join(folder, 'salt'), saltKind, site);
  const inTurn = createKeyQueue();
  let whole: Promise<unknown> = Promise.resolve();

  function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = inTurn('', work);
    whole = done.catch(() => undefined);
    return done;
  }

  /** Undefined when the store has no salt yet, so that nothing in it is anybody's. */
  async function pseudonymOf(owner: Owner): Promise<string | undefined> {
    const stored = await salt.read();
    return stored === null ? undefined : pseudonym(stored.salt, owner);
  }

  async function files(): Promise<readonly string[]> {
    const names = await site.disk.list(folder);
    return names.filter((name) => /^\d{4}-\d\d-\d\d-\d{6}\.json$/.test(name)).sort();
  }

  async function read(name: string): Promise<readonly NotedUse[] | undefined> {
    const path = join(folder, name);
    try {
      return (await documents.read(path)) ?? [];
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      site.log.warn({ file: path, reason: error.message }, 'A damaged file was passed over.');
      return undefined;
    }
  }

  async function add(day: string, uses: readonly NotedUse[]): Promise<void> {
    for (let begun = 0; begun < uses.length; ) {
      const names = await files();
      const last = names.findLast((name) => name.startsWith(day));
      const number = last === undefined ? 0 : Number(last.slice(day.length + 1, -'.json'.length));
      const present = last === undefined ? [] : await read(last);
      const isFull = present === undefined || present.length >= usesInFile;
      const path = join(folder, fileName(day, isFull ? number + 1 : number));
      const fitting = uses.slice(begun, begun + usesInFile - (isFull ? 0 : present.length));
      begun += fitting.length;
      await documents.update(path, (stored) => [[...(stored ?? []), ...fitting], undefined]);
      const oldest = isFull && names.length >= filesKept ? names[0] : undefined;
      if (oldest !== undefined) await documents.update(join(folder, oldest), () => [null, undefined]);
    }
  }

  async function removeFrom(names: readonly string[], isMeant: (one: NotedUse) => boolean): Promise<number> {
    let removed = 0;
    for (const name of names) {
      const uses = (await read(name)) ?? [];
      const kept = uses.filter((one) => !isMeant(one));
      if (kept.length === uses.length) continue;
      const path = join(folder, name);
      await documents.update(path, () => [kept.length > 0 ? kept : null, undefined]);
      // Written once more, so that the backup does not hold what was removed.
      if (kept.length > 0) await documents.update(path, () => [[...kept], undefined]);
      removed += uses.length - kept.length;
    }
    return removed;
  }

  return {
    append: (uses) =>
      alone(async () => {
        if (uses.length === 0) return;
        const { salt: key } = await salt.update((stored) => {
          const made = stored ?? { salt: randomBytes(32).toString('hex') };
          return [made, made];
        });
        const noted = uses.map(({ at, owner, use }) =>
          wellFormed({
            at: at.toISOString(),
            who: pseudonym(key, owner),
            channel: owner.channel,
            use,
          }),
        );
        for (const day of new Set(noted.map(dayOf))) {
          await add(
            day,
            noted.filter((one) => dayOf(one) === day),
          );
        }
      }),
    async list({ since, owner } = {}) {
      const from = since?.toISOString() ?? '';
      const who = owner && (await pseudonymOf(owner));
      if (owner && who === undefined) return [];
      const found: NotedUse[] = [];
      for (const name of await files()) {
        if (name < from.slice(0, dayLength)) continue;
        const uses = (await read(name)) ?? [];
        found.push(...uses.filter((one) => one.at >= from && (who === undefined || one.who === who)));
      }
      return found.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    },
    forget: (owner) =>
      alone(async () => {
        const who = await pseudonymOf(owner);
        return who === undefined ? 0 : await removeFrom(await files(), (one) => one.who === who);
      }),
    purge: (before) =>
      alone(async () => {
        const limit = before.toISOString();
        const old = (await files()).filter((name) => name.slice(0, dayLength) <= limit.slice(0, dayLength));
        return await removeFrom(old, ({ at }) => at < limit);
      }),
    async whenIdle() {
      await whole;
      await documents.whenIdle();
      await salt.whenIdle();
    },
  };
}

/** As in `2026-03-11`. */
const dayLength = 10;

const dayOf = ({ at }: NotedUse): string => at.slice(0, dayLength);

const fileName = (day: string, number: number): string => `${day}-${String(number).padStart(6, '0')}.json`;

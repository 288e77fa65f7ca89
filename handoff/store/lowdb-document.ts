import { Low } from 'lowdb';
import { createBatchQueue } from './batch-queue.js';
import { type Kind, type SafeFile, type Site, safeFile } from './lowdb-file.js';

/** From the present data to the next and a result. Null: there is no file, or the file is to go. The same data: nothing is written. */
export type Change<T, R> = (data: T | null) => readonly [next: T | null, result: R];

/** One file. Its data in memory is always what was last written successfully. */
export interface Document<T> {
  read(): Promise<T | null>;
  /** Changes that come while a write runs share the next one. A change that throws fails alone. */
  update<R>(change: Change<T, R>): Promise<R>;
  isIdle(): boolean;
  whenIdle(): Promise<void>;
}

interface Job<T> {
  apply(data: T | null): { readonly next: T | null; readonly done: () => void };
  failed(error: unknown): void;
}

export function openDocument<T, S>(path: string, kind: Kind<T, S>, site: Site): Document<T> {
  const file = safeFile(path, kind, site);
  let loaded: Promise<Low<T | null>> | undefined;

  function load(): Promise<Low<T | null>> {
    loaded ??= readFrom(file).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  }

  async function commit(jobs: readonly Job<T>[]): Promise<void> {
    try {
      const { data } = await load();
      const { next, outcomes } = applyAll(jobs, data);
      if (next !== data) loaded = Promise.resolve(await write(next));
      for (const outcome of outcomes) outcome();
    } catch (error) {
      for (const job of jobs) job.failed(error);
    }
  }

  /** On a copy: what is in memory stays as it is when the write fails. */
  async function write(data: T | null): Promise<Low<T | null>> {
    site.assertWritable();
    const copy = new Low<T | null>(file, data);
    if (data === null) await file.remove();
    else await copy.write();
    return copy;
  }

  const queue = createBatchQueue(commit);
  return {
    read: async () => (await load()).data,
    update: (change) =>
      new Promise((resolve, reject) => {
        queue.push({
          apply(data) {
            const [next, result] = change(data);
            return { next, done: () => resolve(result) };
          },
          failed: reject,
        });
      }),
    isIdle: queue.isIdle,
    whenIdle: queue.whenIdle,
  };
}

/** One change after the other; what each job is told once the result is on disk. */
function applyAll<T>(jobs: readonly Job<T>[], data: T | null) {
  let next = data;
  const outcomes = jobs.map((job) => {
    try {
      const applied = job.apply(next);
      next = applied.next;
      return applied.done;
    } catch (error) {
      return () => job.failed(error);
    }
  });
  return { next, outcomes };
}

async function readFrom<T, S>(file: SafeFile<T, S>): Promise<Low<T | null>> {
  const low = new Low<T | null>(file, null);
  await low.read();
  return low;
}

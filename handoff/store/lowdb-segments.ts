import { basename, join } from 'node:path';
import { type ZodType, z } from 'zod';
import { createBatchQueue } from './batch-queue.js';
import { damagedOf } from './lowdb-disk.js';
import { openDocuments } from './lowdb-documents.js';
import type { Kind, Site } from './lowdb-file.js';
import { StoreError } from './store-error.js';

/** Small files, so that the cost of a write does not depend on how many records there are. */
const recordsInFile = 32;
const charactersInFile = 256 * 1024;
const filesInMemory = 32;
/** At the start. */
const readTogether = 16;

/** Records in order of receipt, spread over numbered files. The place of a record stays, and grows in order of receipt. */
export interface Segments<R> {
  append(record: R): Promise<void>;
  /** All records of the file in which the place lies. */
  around(place: number): Promise<readonly R[]>;
  /** Changes records of that file; it must keep their number and order. The same array: nothing is written. */
  change<S>(
    place: number,
    change: (records: readonly R[]) => readonly [next: readonly R[], result: S],
  ): Promise<S>;
  whenIdle(): Promise<void>;
}

interface Appending<R> {
  readonly record: R;
  done(): void;
  failed(error: unknown): void;
}

/** Reads all files once, which checks them. `onStored` is told of each record on disk and its place: of what is there, then of what is appended. */
export async function openSegments<R, S>(
  site: Site,
  name: string,
  shapes: { readonly record: ZodType<R>; readonly summary: ZodType<S>; readonly summarise: (record: R) => S },
  onStored: (summary: S, place: number) => void,
): Promise<Segments<R>> {
  const { summarise } = shapes;
  const kind: Kind<readonly R[], readonly S[]> = {
    name,
    shape: z.array(shapes.record),
    summaryShape: z.array(shapes.summary),
    summarise: (records) => records.map(summarise),
    durable: true,
  };
  const folder = join(site.folder, name);
  const documents = openDocuments(kind, site, filesInMemory);
  const pathOf = (file: number) => join(folder, `${String(file).padStart(6, '0')}.json`);
  const pathAt = (place: number) => pathOf(Math.floor(place / recordsInFile));
  let last = { file: 0, records: 0, characters: 0 };

  const names = await site.disk.list(folder);
  const count = filesIn(names);
  for (let file = 0; file < count; file += readTogether) {
    const files = Array.from({ length: Math.min(readTogether, count - file) }, (_, index) => file + index);
    const read = await Promise.all(files.map((one) => documents.summary(pathOf(one))));
    for (const [index, summaries] of read.entries()) {
      last = { file: file + index, records: summaries ? 0 : recordsInFile, characters: 0 };
      for (const summary of summaries ?? giveUp(pathOf(last.file))) noteStored(summary, 0);
    }
  }

  function noteStored(summary: S, characters: number): void {
    onStored(summary, last.file * recordsInFile + last.records);
    last = { ...last, records: last.records + 1, characters: last.characters + characters };
  }

  /** The way for an operator to go on without a file that nobody can restore. */
  function giveUp(path: string): readonly S[] {
    const aside = damagedOf(path);
    if (!names.includes(basename(aside))) return present(null, path);
    site.log.warn({ file: aside }, `Going on without what ${aside} held.`);
    return [];
  }

  /** One batch after the other: records lie in the order of the calls, and no file begins before the last one is full. */
  const appending = createBatchQueue<Appending<R>>(async (jobs) => {
    for (let begun = 0; begun < jobs.length; ) {
      if (last.records >= recordsInFile || last.characters >= charactersInFile) {
        last = { file: last.file + 1, records: 0, characters: 0 };
      }
      const fitting = jobs.slice(begun, begun + recordsInFile - last.records);
      begun += fitting.length;
      await Promise.all(fitting.map(append));
    }
  });

  async function append({ record, done, failed }: Appending<R>): Promise<void> {
    try {
      await documents.update(pathOf(last.file), (records) => [[...(records ?? []), record], undefined]);
      noteStored(summarise(record), JSON.stringify(record).length);
      done();
    } catch (error) {
      failed(error);
    }
  }

  return {
    append: (record) => new Promise((done, failed) => appending.push({ record, done, failed })),
    around: async (place) => present(await documents.read(pathAt(place)), pathAt(place)),
    change: (place, change) =>
      documents.update(pathAt(place), (records) => change(present(records, pathAt(place)))),
    async whenIdle() {
      await appending.whenIdle();
      await documents.whenIdle();
    },
  };
}

/** How many files the highest number, of a file or of what is left of one, tells of. */
function filesIn(names: readonly string[]): number {
  const numbers = names.flatMap((name) => /^(\d+)\.json(?:\.bak|\.damaged)?$/.exec(name)?.[1] ?? []);
  return numbers.reduce((most, number) => Math.max(most, Number(number) + 1), 0);
}

function present<T>(records: readonly T[] | null, path: string): readonly T[] {
  if (records !== null) return records;
  throw new StoreError('damaged', `${path} is missing. Put it back from a backup of the folder.`);
}

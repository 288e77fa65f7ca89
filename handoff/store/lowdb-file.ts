import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import type { Log } from '../log.js';
import { backupOf, type Disk, damagedOf } from './lowdb-disk.js';
import { type Content, type Decoded, decode, decodeSummary, encode } from './lowdb-format.js';
import { StoreError } from './store-error.js';

/** What all parts of the embedded store share. */
export interface Site {
  readonly folder: string;
  readonly disk: Disk;
  readonly log: Log;
  readonly now: () => Date;
  readonly readOnly: boolean;
  /** Throws a `StoreError` when nothing may be written, or no longer. */
  readonly assertWritable: () => void;
  /** From now on nothing more is written; the reason is told to operators and to who tries. */
  readonly stopWriting: (reason: string) => void;
}

export interface Kind<T, S> extends Content<T, S> {
  /** Whether a write is to survive a power cut, not only the end of the process. */
  readonly durable: boolean;
}

export interface SafeFile<T, S> extends Adapter<T | null> {
  /** Null when there is no file. */
  summary(): Promise<S | null>;
  remove(): Promise<void>;
}

/** lowdb's adapter for a file that is replaced as a whole, checked when read, and restored from its backup when damaged. */
export function safeFile<T, S>(path: string, kind: Kind<T, S>, site: Site): SafeFile<T, S> {
  const { disk, log, readOnly } = site;

  async function read<D>(decoded: (text: string, kind: Kind<T, S>) => Decoded<D>): Promise<D | null> {
    const text = await disk.read(path);
    const found = text === undefined ? undefined : decoded(text, kind);
    if (found && 'data' in found) return found.data;
    const backup = found?.newer ? undefined : await disk.read(backupOf(path));
    if (backup === undefined && found === undefined) return null;
    const problem = found?.problem ?? 'is missing';
    const previous = backup === undefined ? undefined : decoded(backup, kind);
    if (!previous || !('data' in previous)) {
      throw new StoreError('damaged', damagedMessage(path, problem, found?.newer));
    }
    if (!readOnly) await disk.restore(path);
    const kept = found && !readOnly ? ` The damaged file is kept as ${damagedOf(path)}.` : '';
    const warning = `${path} ${problem}. Its last good copy is used instead: the last change to it may be lost.${kept}`;
    log.warn({ file: path }, warning);
    return previous.data;
  }

  async function settled(): Promise<void> {
    if (!kind.durable) return;
    try {
      await disk.syncFolder(dirname(path));
    } catch (error) {
      // The new file is in place, but nobody knows whether it outlasts a power cut: memory and disk can no longer be told to agree.
      site.stopWriting(`the folder of ${path} could not be brought safely to disk (${String(error)})`);
      throw error;
    }
  }

  return {
    read: () => read(decode),
    summary: () => read(decodeSummary),
    async write(data) {
      if (data === null) return;
      await disk.replace(path, encode(data, kind), kind.durable);
      await settled();
    },
    async remove() {
      await disk.remove(path);
      await settled();
    },
  };
}

function damagedMessage(path: string, problem: string, newer = false): string {
  const remedy = newer
    ? 'Start the newer version again.'
    : `There is no good copy beside it (${backupOf(path)}): put the file back from a backup of the folder, or rename it to ${damagedOf(path)} to go on without what it held.`;
  return `${path} ${problem}. ${remedy}`;
}

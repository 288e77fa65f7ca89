import { randomBytes } from 'node:crypto';
import type { Limits } from './limits.js';

/** A file that a customer has sent. */
export interface StoredFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Safe to show and to save under. */
  readonly name: string;
}

/** Uploaded files, in memory: each for a day, the oldest give way when the room is used up. */
export interface Files {
  /** The id cannot be guessed: who knows it may read the file. */
  add(file: StoredFile): string;
  find(id: string): StoredFile | undefined;
}

export function createFiles(limits: Limits, now: () => Date): Files {
  const files = new Map<string, StoredFile & { readonly until: number }>();
  let size = 0;

  const drop = (id: string) => {
    size -= files.get(id)?.bytes.length ?? 0;
    files.delete(id);
  };
  /** A map keeps the order of insertion, so the first ones are the oldest. */
  const makeRoom = (bytes: number) => {
    for (const [id, { until }] of files) {
      if (until > now().getTime() && size + bytes <= limits.files) return;
      drop(id);
    }
  };

  return {
    add: (file) => {
      makeRoom(file.bytes.length);
      const id = randomBytes(24).toString('base64url');
      files.set(id, { ...file, until: now().getTime() + limits.fileLife });
      size += file.bytes.length;
      return id;
    },
    find: (id) => {
      const file = files.get(id);
      return file !== undefined && file.until > now().getTime() ? file : undefined;
    },
  };
}

import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type WriteText = (file: FileHandle, text: string) => Promise<void>;

const writeText: WriteText = (file, text) => file.writeFile(text);

/** Files hold customers' data: for the account that runs the program only. */
const fileMode = 0o600;
const folderMode = 0o700;

/** File systems that know no hard links say one of these. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'];

export const backupOf = (path: string) => `${path}.bak`;
export const damagedOf = (path: string) => `${path}.damaged`;
const temporaryOf = (path: string) => `${path}.tmp`;

/** The file operations of the embedded store. */
export interface Disk {
  /** Undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Names in the folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  /** All or nothing: after a failure the file is what it was. The version before is kept as the backup. */
  replace(path: string, text: string, durable: boolean): Promise<void>;
  remove(path: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /** Makes names that came or went last over a power cut. */
  syncFolder(folder: string): Promise<void>;
  /** Sets a damaged file aside and puts the backup in its place. */
  restore(path: string): Promise<void>;
  /** Removes what a killed process left half written. */
  removeTemporary(folder: string): Promise<void>;
}

/** `write` is the one call that a full disk fails; tests put a failing one in its place. */
export function openDisk(write: WriteText = writeText): Disk {
  async function writeTemporary(path: string, text: string, durable: boolean): Promise<void> {
    const file = await open(path, 'w', fileMode);
    try {
      await write(file, text);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
  }

  const disk: Disk = {
    read: (path) => orIfMissing(readFile(path, 'utf8'), undefined),
    list: (folder) => orIfMissing(readdir(folder), []),
    async makeFolder(folder) {
      await mkdir(folder, { recursive: true, mode: folderMode });
    },
    async replace(path, text, durable) {
      const temporary = temporaryOf(path);
      try {
        await writeTemporary(temporary, text, durable);
        await rm(backupOf(path), { force: true });
        await orIfMissing(linkOrCopy(path, backupOf(path)), undefined);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async remove(path) {
      await rm(backupOf(path), { force: true });
      await rm(path, { force: true });
    },
    removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
    async syncFolder(path) {
      // Windows cannot open a folder, and needs no such call.
      if (process.platform === 'win32') return;
      const folder = await open(path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },
    async restore(path) {
      await orIfMissing(rename(path, damagedOf(path)), undefined);
      await linkOrCopy(backupOf(path), path);
      await disk.syncFolder(dirname(path));
    },
    async removeTemporary(folder) {
      const left = (await disk.list(folder)).filter((name) => name.endsWith('.tmp'));
      await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    },
  };
  return disk;
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!noLinks.includes(codeOf(error))) throw error;
    await copyFile(from, to);
  }
}

async function orIfMissing<T, U>(result: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await result;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return otherwise;
    throw error;
  }
}

/** The system's code of an error, such as `ENOSPC`; empty when it has none. */
export function codeOf(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : '';
}

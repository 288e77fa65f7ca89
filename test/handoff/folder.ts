import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../handoff/log.js';
import { openLowdbStore } from '../../handoff/store/lowdb.js';
import type { WriteText } from '../../handoff/store/lowdb-disk.js';
import type { Store } from '../../handoff/store/store.js';

export const noon = new Date('2026-03-11T12:00:00.000Z');

/** A log that remembers its lines as `level: message`. */
export function createMemoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write = (level: string) => (_fields: object, message: string) => {
    lines.push(`${level}: ${message}`);
  };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}

/** A temporary folder in which a store is opened, again and again, with what it said to operators. */
export async function createStoreFolder() {
  const path = await mkdtemp(join(tmpdir(), 'firstline-store-'));
  const log = createMemoryLog();
  const open = new Set<Store>();
  return {
    path,
    log,
    async open(options: { readonly readOnly?: boolean; readonly write?: WriteText } = {}): Promise<Store> {
      const store = await openLowdbStore(path, { now: () => noon, log, ...options });
      open.add(store);
      return store;
    },
    /** Closes what is open and removes the folder. */
    async remove(): Promise<void> {
      for (const store of open) await store.close();
      await rm(path, { recursive: true, force: true });
    },
  };
}

export type StoreFolder = Awaited<ReturnType<typeof createStoreFolder>>;

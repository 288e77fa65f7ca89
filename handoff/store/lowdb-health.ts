import { join } from 'node:path';
import type { Site } from './lowdb-file.js';
import type { StoreHealth } from './store.js';

/** Milliseconds between two trials: who asks for the health must not be able to keep the disk busy. */
const between = 5_000;

/** Finds out whether the folder can be written to, by writing a small file into it. */
export function createHealth({ folder, disk, assertWritable }: Site): () => Promise<StoreHealth> {
  let last: { readonly at: number; readonly health: Promise<StoreHealth> } | undefined;

  async function tryOut(): Promise<StoreHealth> {
    try {
      assertWritable();
      await disk.replace(join(folder, 'health'), 'This file is written to see whether it can be.\n', false);
      return { writable: true };
    } catch (error) {
      return { writable: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  return async () => {
    const at = performance.now();
    if (last === undefined || at - last.at > between) last = { at, health: tryOut() };
    return await last.health;
  };
}

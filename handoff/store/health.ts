import type { StoreHealth } from './store.js';

/** Milliseconds between two trials: who asks for the health must not be able to keep the store busy. */
const between = 5_000;

/** Finds out whether the store can be written to, by a small write that rejects when it cannot. */
export function createHealth(write: () => Promise<unknown>): () => Promise<StoreHealth> {
  let last: { readonly at: number; readonly health: Promise<StoreHealth> } | undefined;

  async function tryOut(): Promise<StoreHealth> {
    try {
      await write();
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

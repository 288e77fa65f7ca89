import { type BatchQueue, createBatchQueue } from './batch-queue.js';

interface Job<Item, R> {
  readonly item: Item;
  readonly signal: AbortSignal;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Adds an item to what is done next for the key; who has given up by then is left out. */
export type Batches<Item, R> = (key: string, item: Item, signal: AbortSignal) => Promise<R>;

/**
 * Work of one key in the order of the calls, all that waits in one go. `work` gives the results in the order of the items, and
 * what it rejects with goes to all of them.
 */
export function createBatches<Item, R>(
  work: (key: string, items: readonly Item[]) => Promise<readonly R[]>,
): Batches<Item, R> {
  const queues = new Map<string, BatchQueue<Job<Item, R>>>();

  function open(key: string): BatchQueue<Job<Item, R>> {
    const queue = createBatchQueue<Job<Item, R>>(async (jobs) => {
      const wanted = jobs.filter(({ signal }) => !signal.aborted);
      if (wanted.length === 0) return;
      try {
        const results = await work(
          key,
          wanted.map(({ item }) => item),
        );
        for (const [index, result] of results.entries()) wanted[index]?.resolve(result);
      } catch (error) {
        for (const { reject } of wanted) reject(error);
      }
    });
    queues.set(key, queue);
    return queue;
  }

  return (key, item, signal) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(key) ?? open(key);
      queue.push({ item, signal, resolve, reject });
      void queue.whenIdle().then(() => {
        if (queues.get(key) === queue && queue.isIdle()) queues.delete(key);
      });
    });
}

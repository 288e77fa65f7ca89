export interface BatchQueue<Job> {
  push(job: Job): void;
  isIdle(): boolean;
  /** Resolves when everything pushed so far, and meanwhile, is done. */
  whenIdle(): Promise<void>;
}

/** Works on all waiting jobs together, one batch after the other. `work` must settle its jobs itself and never reject. */
export function createBatchQueue<Job>(work: (jobs: readonly Job[]) => Promise<void>): BatchQueue<Job> {
  let waiting: Job[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // One step later, so that all that is pushed in one go shares the first batch.
    await Promise.resolve();
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      await work(jobs);
    }
    running = undefined;
  }

  return {
    push(job) {
      waiting.push(job);
      running ??= run();
    },
    isIdle: () => running === undefined,
    whenIdle: async () => running,
  };
}

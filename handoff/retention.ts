import type { Log } from './log.js';
import type { Store } from './store/store.js';

export interface Retention {
  stop(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Removes conversations, drafts and feedback that nobody has touched for so many days: at once, and then daily.
 * Cases and callbacks stay: they are business records, taken out on request only.
 */
export function startRetention(parts: {
  readonly store: Pick<Store, 'state' | 'log' | 'feedback'>;
  readonly days: number;
  readonly now: () => Date;
  readonly log: Log;
}): Retention {
  const { store, days, now, log } = parts;

  async function purge(): Promise<void> {
    try {
      const before = new Date(now().getTime() - days * day);
      const state = await store.state.purge(before);
      const transcripts = await store.log.purge(before);
      const feedback = await store.feedback.purge(before);
      if (state + transcripts + feedback > 0)
        log.info({ state, transcripts, feedback, days }, 'Removed what was kept long enough.');
    } catch (error) {
      log.error(
        { err: error },
        'What is older than RETENTION_DAYS could not be removed; trying again tomorrow.',
      );
    }
  }

  let running = purge();
  const timer = setInterval(() => {
    running = running.then(purge);
  }, day).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../handoff/store/store.js';
import { StoreError } from '../handoff/store/store-error.js';
import type { Config } from './config.js';
import type { Logger } from './log.js';

/** Milliseconds between two tries. */
const pause = 1_000;

/**
 * Waits for a store that is elsewhere and does not answer yet; until then whoever asks the server for anything is told 503.
 * Rejects when the port cannot be had, or the store can never be used.
 */
export async function untilStoreAnswers(
  { state }: Store,
  { port, host }: Pick<Config, 'port' | 'host'>,
  log: Logger,
): Promise<void> {
  const answers = (): Promise<boolean> =>
    state.read('').then(
      () => true,
      (error: unknown) => {
        if (error instanceof StoreError && error.fault === 'unavailable') return false;
        throw error;
      },
    );
  if (await answers()) return;
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '5' });
    response.end(JSON.stringify({ status: 'unavailable' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  try {
    do await sleep(pause);
    while (!(await answers()));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  log.info('the store answers now');
}

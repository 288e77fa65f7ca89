import { openStore } from '../../handoff/store/open.js';
import type { Store } from '../../handoff/store/store.js';
import { StoreError } from '../../handoff/store/store-error.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { OperatorError } from './operator-error.js';

/** Runs a task on the store. Looking on works while the bot has it; changing only where several processes may work with it. */
export async function withStore(
  config: Config,
  { readOnly }: { readonly readOnly: boolean },
  task: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await open(config, readOnly);
  try {
    await task(store);
  } finally {
    await store.close();
  }
}

async function open({ storeUrl }: Config, readOnly: boolean): Promise<Store> {
  try {
    return await openStore(storeUrl, { now: () => new Date(), log: createLog('warn'), readOnly });
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'in-use')
      throw new OperatorError(
        'The bot is running and has the store for itself: stop it first, then try again.',
      );
    throw error;
  }
}

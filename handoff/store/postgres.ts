import type { Log } from '../log.js';
import { createHealth } from './health.js';
import { readAddress } from './postgres-address.js';
import { openCases } from './postgres-cases.js';
import { openDatabase, sessionSettings } from './postgres-database.js';
import { openFeedback } from './postgres-feedback.js';
import { openLog } from './postgres-log.js';
import { migrate } from './postgres-migrate.js';
import { listen } from './postgres-news.js';
import { openState } from './postgres-state.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

export interface PostgresOptions {
  readonly now: () => Date;
  readonly log: Log;
  readonly readOnly?: boolean;
}

/**
 * The store in a PostgreSQL database, in its schema `firstline`; several processes may work with it. Rejects with a `StoreError`
 * when the database can never be used like this. One that only does not answer yet is waited for: until then every operation
 * rejects as `unavailable`.
 */
export async function openPostgresStore(url: string, options: PostgresOptions): Promise<Store> {
  const { now, log, readOnly = false } = options;
  const settings = { ...sessionSettings, ...(readOnly && { default_transaction_read_only: 'on' }) };
  const address = readAddress(url, settings);
  const { name, isBare } = address;
  const database = openDatabase(address, { log, prepare: (sql) => migrate(sql, name, readOnly) });
  try {
    await database.read((sql) => sql.run('select 1'));
  } catch (error) {
    if (!(error instanceof StoreError) || error.fault !== 'unavailable') {
      await database.close();
      throw error;
    }
    log.warn({ database: name, reason: error.message }, 'The database does not answer; it is tried again.');
  }
  if (isBare) {
    const warning = `The connection to ${name} is not encrypted. Add sslmode=verify-full to STORE_URL, or sslmode=disable where nobody can listen.`;
    log.warn({ database: name }, warning);
  }
  let listener: ReturnType<typeof listen> | undefined;
  return {
    cases: openCases(database),
    state: openState(database, now),
    log: openLog(database, now),
    feedback: openFeedback(database),
    health: createHealth(() =>
      database.write((sql) => sql.run('update firstline.health set checked_at = $1', [now()])),
    ),
    watch(heard) {
      listener ??= listen(address, database.self, heard, log);
    },
    async close() {
      await listener?.stop();
      await database.close();
    },
  };
}

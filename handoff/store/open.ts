import { fileURLToPath } from 'node:url';
import type { Log } from '../log.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

export interface OpenOptions {
  readonly now: () => Date;
  readonly log: Log;
  /** For looking while another process works with the store: every write is refused. */
  readonly readOnly?: boolean;
}

interface Driver {
  readonly schemes: readonly string[];
  /** What an operator may write, for the error message. */
  readonly example: string;
  open(url: string, options: OpenOptions): Promise<Store>;
}

/** Loaded only when chosen. */
const drivers: readonly Driver[] = [
  {
    schemes: ['file'],
    example: 'file:<folder>, for example file:data',
    async open(url, options) {
      const { openLowdbStore } = await import('./lowdb.js');
      return openLowdbStore(folderOf(url), options);
    },
  },
  {
    schemes: ['postgres', 'postgresql'],
    example: 'postgres://<user>:<password>@<host>:5432/<database>',
    async open(url, options) {
      const { openPostgresStore } = await import('./postgres.js');
      return openPostgresStore(url, options);
    },
  },
];

/** The store that STORE_URL names. Rejects with a `StoreError` that tells an operator what to do. */
export async function openStore(url: string, options: OpenOptions): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const driver = drivers.find(({ schemes }) => schemes.some((one) => one === scheme));
  // The address itself is not repeated: it may hold a password.
  if (!driver) {
    const given = scheme === undefined ? 'has no scheme' : `has the unknown scheme "${scheme}:"`;
    throw new StoreError(
      'url',
      `STORE_URL ${given}. Supported: ${drivers.map(({ example }) => example).join('; ')}.`,
    );
  }
  return driver.open(url, options);
}

function folderOf(url: string): string {
  const path = url.slice('file:'.length);
  if (path.trim() === '')
    throw new StoreError('url', 'STORE_URL names no folder. Write for example file:data.');
  if (!path.startsWith('//')) return path;
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new StoreError('url', 'STORE_URL names no local folder. Write file:data or file:///srv/data.', {
      cause: error,
    });
  }
}

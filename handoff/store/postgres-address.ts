import { types } from 'node:util';
import pg from 'pg';
import { StoreError } from './store-error.js';

/** Where the database is, without anything secret. */
export interface Address {
  readonly client: pg.ClientConfig;
  /** For operators: `host:port/database`. */
  readonly name: string;
  /** Passwords and customers' words would cross a network as plain text, and nobody has said that this is meant. */
  readonly isBare: boolean;
}

/** What is encrypted is also checked, as the client does it; `no-verify` says that it is not to be. */
const modes: ReadonlyMap<string, string> = new Map([
  ['disable', 'disable'],
  ['no-verify', 'no-verify'],
  ['prefer', 'verify-full'],
  ['require', 'verify-full'],
  ['verify-ca', 'verify-full'],
  ['verify-full', 'verify-full'],
]);
const example = 'postgres://user:password@host:5432/database?sslmode=verify-full';

/** Reads STORE_URL. `settings`: of the server's sessions. Throws a `StoreError` that does not repeat the address. */
export function readAddress(text: string, settings: Readonly<Record<string, string>>): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.pathname.length < 2) throw new StoreError('url', `STORE_URL: write ${example}.`);
  const given = url.searchParams.get('sslmode');
  const mode = given === null ? undefined : modes.get(given);
  if (given !== null && mode === undefined)
    throw new StoreError('url', `STORE_URL: sslmode is one of ${[...modes.keys()].join(', ')}.`);
  if (mode) url.searchParams.set('sslmode', mode);
  const own = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', [url.searchParams.get('options'), ...own].filter(Boolean).join(' '));
  const client: pg.ClientConfig = { connectionString: url.href };
  const { host, port, database } = asClient(client);
  const isLocal = host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host);
  const isEncrypted = mode !== undefined || url.searchParams.has('ssl');
  return { client, name: `${host}:${port}/${database ?? ''}`, isBare: !isLocal && !isEncrypted };
}

/** As the client understands it; it reads the files that the address names. */
function asClient(config: pg.ClientConfig): pg.Client {
  try {
    return new pg.Client(config);
  } catch (error) {
    // Its own words may repeat the address, and with it the password.
    const file = types.isNativeError(error) && 'path' in error ? `the file ${String(error.path)}` : 'it';
    throw new StoreError('url', `STORE_URL: ${file} cannot be read. Write ${example}.`);
  }
}

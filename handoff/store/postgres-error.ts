import { types } from 'node:util';
import { StoreError } from './store-error.js';

/** `lost`: the connection is gone or never was. `contended`: others were in the way. Both may go well another time. */
export type Trouble = 'lost' | 'contended' | 'other';

/** The server goes down, is not yet up, or a proxy in front of it says so. */
const lostStates = ['57P01', '57P02', '57P03', '57P05'];
/** Serialisation failure, deadlock. */
const contendedStates = ['40001', '40P01'];
const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EACCES',
];
/** The client has no codes for these. */
const lostWords =
  /connection terminated|connection error|trying to connect|connection.*closed|not queryable/i;
const tlsWords = /certificate|SSL|TLS/;

/** What kind of trouble an error of the client is. */
export function troubleOf(error: unknown): Trouble {
  if (contendedStates.includes(codeOf(error))) return 'contended';
  return isLost(error) ? 'lost' : 'other';
}

/**
 * In plain words for operators; what is none of the client's errors stays as it is. The original is left behind: its details hold
 * what customers wrote.
 */
export function plainError(error: unknown, name: string): unknown {
  if (!types.isNativeError(error) || error instanceof StoreError) return error;
  const code = codeOf(error);
  const at = `The database ${name}`;
  const known = knownStates.get(code) ?? knownStates.get(code.slice(0, 2));
  if (known) return new StoreError(known[0], `${at} ${known[1]} (${code}).`);
  if (troubleOf(error) === 'lost') {
    const why =
      code || (/timeout|trying to connect/.test(error.message) ? 'no free connection in time' : 'lost');
    return new StoreError('unavailable', `${at} cannot be reached (${why}).`);
  }
  if (tlsWords.test(error.message) && !isState(code)) {
    const message = `${at} cannot be reached over TLS: ${error.message}. See sslmode and sslrootcert in STORE_URL.`;
    return new StoreError('database', message);
  }
  if (!isState(code)) return error;
  // Messages of this class repeat the value that was wrong.
  const words = code.startsWith('22') ? '' : `: ${error.message}`;
  return new Error(`${at} refused a statement (${code})${words}`);
}

/** By SQLSTATE, or the first two characters of it. */
const knownStates: ReadonlyMap<string, readonly ['database' | 'read-only' | 'unavailable', string]> = new Map(
  [
    ['28', ['database', 'lets nobody in with this user and password: correct STORE_URL, or its pg_hba.conf']],
    ['3D000', ['database', 'does not exist: create it, or correct its name in STORE_URL']],
    ['42501', ['database', 'does not let this user do what it must: make the user its owner']],
    ['3F000', ['database', 'has lost its schema "firstline": restore it from a backup']],
    ['42P01', ['database', 'has lost a table of its schema "firstline": restore it from a backup']],
    ['25006', ['read-only', 'takes no changes: it was opened for reading, or is a replica']],
    ['40', ['unavailable', 'was too busy with the same records']],
    ['53100', ['unavailable', 'has a full disk']],
    ['53', ['unavailable', 'has no room for more: connections or memory are used up']],
    ['55P03', ['unavailable', 'was too busy with the same records']],
    ['57014', ['unavailable', 'did not finish in time']],
    ['58', ['unavailable', 'has trouble with its own disk']],
  ],
);

function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (isState(code)) return lostStates.includes(code) || code.startsWith('08');
  return networkCodes.includes(code) || (types.isNativeError(error) && lostWords.test(error.message));
}

/** SQLSTATE, or the code of the system; empty when it has none. */
function codeOf(error: unknown): string {
  const code: unknown = types.isNativeError(error) && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const isState = (code: string) => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);

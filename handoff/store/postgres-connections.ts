import pg from 'pg';
import type { z } from 'zod';
import type { Log } from '../log.js';
import type { Address } from './postgres-address.js';
import { plainError, troubleOf } from './postgres-error.js';
import { StoreError } from './store-error.js';

/** Of one process. */
const most = 10;
/** Milliseconds to wait for one. */
const connecting = 2_000;

/** Statements on one connection. Values are parameters, always. */
export interface Statements {
  /** The rows, checked. Rejects with a `StoreError` when they are not what this program writes. */
  rows<T>(shape: z.ZodType<T>, text: string, values?: readonly unknown[]): Promise<readonly T[]>;
  /** Resolves to how many rows were touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

export type Work<R> = (sql: Statements) => Promise<R>;

/** How one try of some work is made. */
export interface Try {
  readonly transaction: boolean;
  /** Milliseconds that the server may take for a statement; undefined: as the session says. */
  readonly statementTimeout?: number;
  /** Cuts the connection off. */
  readonly signal: AbortSignal;
  /** Called before the server is asked to commit: from then on nobody can tell whether it has. */
  readonly onCommit?: () => void;
}

export interface Connections {
  /** Rejects with the client's own errors. */
  use<R>(how: Try, work: Work<R>): Promise<R>;
  close(): Promise<void>;
}

/** Connections that are opened when needed, and given up when they break. */
export function openConnections({ client, name }: Address, log: Log): Connections {
  const pool = new pg.Pool({ ...client, max: most, connectionTimeoutMillis: connecting, keepAlive: true });
  // Whoever uses the connection hears of it; without a listener it would end the process.
  pool.on('connect', (one) => one.on('error', () => undefined));
  pool.on('error', (error) => {
    const reason = String(Object(plainError(error, name)).message);
    log.warn({ reason }, 'A connection to the database was lost.');
  });

  return {
    async use({ transaction, statementTimeout, signal, onCommit }, work) {
      const connection = await pool.connect();
      let isOut = true;
      const giveBack = (isUnusable: boolean) => {
        if (isOut) connection.release(isUnusable);
        isOut = false;
      };
      const cutOff = () => giveBack(true);
      signal.addEventListener('abort', cutOff);
      try {
        signal.throwIfAborted();
        const sql = statements(connection, name);
        if (!transaction) return await work(sql);
        await connection.query('begin isolation level read committed');
        if (statementTimeout) await sql.run(`set local statement_timeout = ${statementTimeout}`);
        const result = await work(sql);
        onCommit?.();
        await connection.query('commit');
        return result;
      } catch (error) {
        const isBroken = signal.aborted || troubleOf(error) === 'lost';
        giveBack(isBroken || (transaction && !(await isRolledBack(connection))));
        throw error;
      } finally {
        signal.removeEventListener('abort', cutOff);
        giveBack(false);
      }
    },
    close: () => pool.end(),
  };
}

function statements(connection: pg.PoolClient, name: string): Statements {
  return {
    async rows(shape, text, values = []) {
      const { rows } = await connection.query<Record<string, unknown>>(text, [...values]);
      return rows.map((row) => {
        const parsed = shape.safeParse(row);
        if (parsed.success) return parsed.data;
        const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
        throw new StoreError(
          'damaged',
          `The database ${name} holds a record that cannot be read (${where}).`,
        );
      });
    },
    run: async (text, values = []) => (await connection.query(text, [...values])).rowCount ?? 0,
  };
}

async function isRolledBack(connection: pg.PoolClient): Promise<boolean> {
  try {
    await connection.query('rollback');
    return true;
  } catch {
    // Then it is gone, and with it the transaction.
    return false;
  }
}

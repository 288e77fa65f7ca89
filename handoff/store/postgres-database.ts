import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.js';
import { withinTime } from '../within-time.js';
import type { Address } from './postgres-address.js';
import { createBatches } from './postgres-batches.js';
import { openConnections, type Work } from './postgres-connections.js';
import { plainError, troubleOf } from './postgres-error.js';
import { StoreError } from './store-error.js';

/** Milliseconds for one operation of a turn: whatever happens, the customer is told within three seconds. */
const patience = 2_500;
/**
 * For the next ones, as long as nothing succeeds and for so long after an operation has waited in vain: a turn needs several, its
 * apology one more.
 */
const shortPatience = 400;
const shortFor = 2_000;
/** For what goes over many rows, outside of turns. */
const upkeepPatience = 120_000;
const attempts = 6;
/** Milliseconds; doubled with every attempt, and shortened at random by up to a half. */
const firstPause = 20;

/** What sessions are told at their beginning. Work that is given up here ends on the server, too. */
export const sessionSettings: Readonly<Record<string, string>> = {
  application_name: 'firstline',
  statement_timeout: String(patience),
  idle_in_transaction_session_timeout: '10000',
  synchronous_commit: 'on',
};

/**
 * The database by operations. Each ends within its time, is tried again where others were in its way or where a lost connection
 * surely left nothing behind, and rejects with a `StoreError` when the database cannot be worked with.
 */
export interface Database {
  /** For operators. */
  readonly name: string;
  /** Tells this process from others. */
  readonly self: string;
  /** One statement that changes nothing. */
  read<R>(work: Work<R>): Promise<R>;
  /** One statement. */
  write<R>(work: Work<R>): Promise<R>;
  /** All or nothing. */
  transaction<R>(work: Work<R>): Promise<R>;
  /** A transaction that may take minutes. */
  upkeep<R>(work: Work<R>): Promise<R>;
  /** As `createBatches`, each call within the time of a turn. */
  inTurn<Item, R>(
    work: (key: string, items: readonly Item[]) => Promise<readonly R[]>,
  ): (key: string, item: Item) => Promise<R>;
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
}

interface Manner {
  readonly transaction: boolean;
  readonly time: number;
  /** It may be tried again after the connection was lost. */
  readonly repeatable: boolean;
}

const upkeep: Manner = { transaction: true, time: upkeepPatience, repeatable: true };

/** `prepare`: brings the tables up to date before anything else; tried with every operation until it has succeeded. */
export function openDatabase(
  address: Address,
  { prepare, log }: { readonly prepare: Work<void>; readonly log: Log },
): Database {
  const { name } = address;
  const connections = openConnections(address, log);
  const running = new Set<Promise<unknown>>();
  let prepared: Promise<void> | undefined;
  let waitedInVain = Number.NEGATIVE_INFINITY;
  let closed: Promise<void> | undefined;

  /** Rejects in time, with a plain error; `work` must heed the signal. */
  async function timed<R>(usual: number, work: (signal: AbortSignal) => Promise<R>): Promise<R> {
    if (closed) throw new StoreError('closed', `The store in ${name} is closed.`);
    const isShort = usual === patience && performance.now() - waitedInVain < shortFor;
    const time = isShort ? shortPatience : usual;
    let given: AbortSignal | undefined;
    const done = withinTime(time, (signal) => {
      given = signal;
      return work(signal);
    });
    running.add(done);
    try {
      const result = await done;
      waitedInVain = Number.NEGATIVE_INFINITY;
      return result;
    } catch (error) {
      if (!given?.aborted) throw plainError(error, name);
      if (!isShort) waitedInVain = performance.now();
      throw new StoreError('unavailable', `The database ${name} did not answer within ${time} ms.`);
    } finally {
      running.delete(done);
    }
  }

  async function tried<R>(
    { transaction, time, repeatable }: Manner,
    work: Work<R>,
    signal: AbortSignal,
  ): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      let isCommitting = false;
      const onCommit = () => {
        isCommitting = true;
      };
      const statementTimeout = time === patience ? undefined : time;
      try {
        return await connections.use({ transaction, statementTimeout, signal, onCommit }, work);
      } catch (error) {
        const trouble = troubleOf(error);
        const again = trouble === 'contended' || (trouble === 'lost' && repeatable && !isCommitting);
        if (!again || attempt === attempts || signal.aborted) throw error;
        await sleep(firstPause * 2 ** (attempt - 1) * (1 - Math.random() / 2));
        signal.throwIfAborted();
      }
    }
  }

  function whenPrepared(): Promise<void> {
    prepared ??= timed(upkeep.time, (signal) => tried(upkeep, prepare, signal)).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  }

  const operation =
    (manner: Manner) =>
    <R>(work: Work<R>): Promise<R> =>
      timed(manner.time, async (signal) => {
        await whenPrepared();
        signal.throwIfAborted();
        return await tried(manner, work, signal);
      });

  return {
    name,
    self: randomUUID(),
    read: operation({ transaction: false, time: patience, repeatable: true }),
    write: operation({ transaction: false, time: patience, repeatable: false }),
    transaction: operation({ transaction: true, time: patience, repeatable: true }),
    upkeep: operation(upkeep),
    inTurn(work) {
      const batches = createBatches(work);
      return (key, item) => timed(patience, (signal) => batches(key, item, signal));
    },
    async close() {
      while (running.size > 0) await Promise.allSettled(running);
      closed ??= connections.close();
      await closed;
    },
  };
}

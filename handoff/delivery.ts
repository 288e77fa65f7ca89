import type { Desk, DeskAnswer, DeskRecord } from './desks/desk.js';
import type { Log } from './log.js';
import { createSteadyClock } from './steady-clock.js';
import type { CaseStore, Outbox, OutboxChange } from './store/store.js';
import { withinTime } from './within-time.js';

export interface Delivery {
  /** Begins no more deliveries and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** Times in milliseconds. */
export interface DeliveryPace {
  /** Between two looks into the outbox. */
  readonly poll: number;
  /** For one call of a desk. */
  readonly timeout: number;
  /** Rows are this process's own for so long: more than the call and what is stored around it may take. */
  readonly hold: number;
  /** Doubled with every failure, up to the longest, and shortened at random by up to a half. */
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** After so many the row is dead: kept, shown to operators, and no longer tried. */
  readonly attempts: number;
  /** Rows side by side. */
  readonly together: number;
}

/** A desk may be down for a day before anything is given up. */
const usualPace: DeliveryPace = {
  poll: 500,
  timeout: 10_000,
  hold: 30_000,
  firstDelay: 2_000,
  longestDelay: 15 * 60_000,
  attempts: 130,
  together: 16,
};

interface Parts {
  readonly store: CaseStore;
  /** By the name that rows have as their target. */
  readonly desks: ReadonlyMap<string, Desk>;
  readonly now: () => Date;
  readonly log: Log;
  readonly pace?: Partial<DeliveryPace>;
  /** 0 to 1, as `Math.random`. */
  readonly random?: () => number;
}

/**
 * Tells desks what the outbox holds, again and again until they have taken it: at least once, each time under the same
 * idempotency key, and in order for each case or callback.
 */
export function startDelivery({
  store,
  desks,
  now,
  log,
  pace: wanted,
  random = Math.random,
}: Parts): Delivery {
  const pace = { ...usualPace, ...wanted };
  const clock = createSteadyClock(now);
  /** Outcomes that could not be stored: kept, so that a full disk does not make a desk hear the same thing twice a second. */
  const unsaved = new Map<string, OutboxChange>();
  let isStopped = false;
  /** What the last round failed with: an outage is told once, not twice a second. */
  let trouble = '';
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  function look(): void {
    running = round().then(
      (isFull) => {
        if (trouble !== '') log.info({}, 'The outbox can be read and written again.');
        trouble = '';
        lookAgain(isFull ? 0 : pace.poll);
      },
      (error: unknown) => {
        const before = trouble;
        trouble = String(error);
        if (trouble !== before)
          log.error({ err: error }, 'The outbox could not be read or written; trying again.');
        lookAgain(pace.poll);
      },
    );
  }

  function lookAgain(milliseconds: number): void {
    if (!isStopped) timer = setTimeout(look, milliseconds);
  }

  async function round(): Promise<boolean> {
    const saved = await Promise.allSettled([...unsaved].map(save));
    const at = clock();
    const rows = await store.dueOutbox(at, pace.together, new Date(at.getTime() + pace.hold));
    const results = [...saved, ...(await Promise.allSettled(rows.map(deliver)))];
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
    return rows.length === pace.together;
  }

  async function deliver(row: Outbox): Promise<void> {
    const change = unsaved.get(row.id) ?? outcomeOf(row, await attempt(row));
    unsaved.set(row.id, change);
    await save([row.id, change]);
  }

  async function save([id, change]: readonly [string, OutboxChange]): Promise<void> {
    try {
      await store.updateOutbox(id, change);
    } catch (error) {
      // A row that is no more needs no outcome: another process took it over, and its record was changed since.
      if (!(error instanceof RangeError)) throw error;
    }
    unsaved.delete(id);
  }

  async function attempt(row: Outbox): Promise<DeskAnswer> {
    const desk = desks.get(row.target);
    if (!desk) return { kind: 'retry', reason: `no desk "${row.target}" is configured` };
    const record = await recordOf(store, row);
    if (!record) return { kind: 'refused', reason: `there is no ${row.subject}` };
    try {
      return await withinTime(pace.timeout, (signal) => desk.deliver(row, record, signal));
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  function outcomeOf(row: Outbox, answer: DeskAnswer): OutboxChange {
    const attempts = row.attempts + 1;
    if (answer.kind === 'delivered') return { state: 'delivered', attempts };
    const { target, topic, subject } = row;
    const lastError = answer.reason.slice(0, 300);
    const fields = { target, topic, subject, attempts, reason: lastError };
    if (answer.kind === 'refused' || attempts >= pace.attempts) {
      log.error(fields, `${target} did not take ${topic} of ${subject}; it is given up and needs a person.`);
      return { state: 'dead', attempts, lastError };
    }
    log.warn(fields, `${target} did not take ${topic} of ${subject}; it will be tried again.`);
    const delay = Math.max(delayAfter(attempts), Math.min(answer.afterMilliseconds ?? 0, pace.longestDelay));
    return { attempts, lastError, dueAt: new Date(clock().getTime() + delay).toISOString() };
  }

  function delayAfter(attempts: number): number {
    const full = Math.min(pace.longestDelay, pace.firstDelay * 2 ** Math.min(attempts - 1, 30));
    return full * (1 - random() / 2);
  }

  look();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function recordOf(store: CaseStore, row: Outbox): Promise<DeskRecord | undefined> {
  if (row.topic === 'case-opened' || row.topic === 'case-changed') {
    const found = await store.findCase(row.subject);
    return found && { kind: 'case', case: found };
  }
  const found = await store.findCallback(row.subject);
  return found && { kind: 'callback', callback: found };
}

import { isDeepStrictEqual } from 'node:util';
import { type Callback, type Case, isSameOwner } from './case.js';
import type { Log } from './log.js';
import { type CallbackAction, type CaseAction, type Plan, planCallback, planCase } from './staff-plan.js';
import type { CaseStore, UpdateOptions } from './store/store.js';
import type { StaffMember } from './trail.js';

/** `refused`: why, in plain words for who asked; nothing was changed. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly record: T }
  | { readonly kind: 'refused'; readonly reason: string; readonly record: T }
  | { readonly kind: 'not-found' };

/** `place`: among those that wait in the queue, from 1, as the customer was told; undefined when it does not wait there. */
export type QueuedCallback = Callback & { readonly place: number | undefined };

/** What people who work on cases and callbacks can see and do. Everything done is in the record's trail. */
export interface Staff {
  /** Newest first; `open`: without the closed ones. */
  cases(filter: { readonly open: boolean; readonly limit: number }): Promise<readonly Case[]>;
  /** In order of receipt: whoever waits or is on the line, and who could not be reached in the last week. */
  queue(): Promise<readonly QueuedCallback[]>;
  /** A case by its number, with the callbacks of its customer about it. */
  find(number: string): Promise<{ readonly case: Case; readonly callbacks: readonly Callback[] } | undefined>;
  findCallback(id: string): Promise<Callback | undefined>;
  onCase(number: string, action: CaseAction, by: StaffMember): Promise<Outcome<Case>>;
  onCallback(id: string, action: CallbackAction, by: StaffMember): Promise<Outcome<Callback>>;
}

const week = 7 * 24 * 60 * 60 * 1000;
/** How often an action is thought over because somebody else was quicker. */
const attempts = 5;

/**
 * `targets`: the desks that hear of every change; `callbackTargets`: of those of callbacks, if others. `customerTargets`: who hears
 * only of what concerns the customer.
 */
export function createStaff(parts: {
  readonly store: CaseStore;
  readonly targets: readonly string[];
  readonly callbackTargets?: readonly string[];
  readonly customerTargets: readonly string[];
  readonly now: () => Date;
  readonly log: Log;
}): Staff {
  const { store, targets, callbackTargets = targets, customerTargets, now, log } = parts;

  /** Decides on the record as it is, and writes only if it still is so. */
  async function act<T extends Case | Callback, Change>(
    record: {
      readonly id: string;
      readonly find: () => Promise<T | undefined>;
      readonly update: (
        change: Change,
        alsoTold: readonly string[],
        options: UpdateOptions<T>,
      ) => Promise<{ readonly record: T; readonly changed: boolean } | undefined>;
    },
    plan: (current: T) => Plan<Change>,
  ): Promise<Outcome<T>> {
    for (let attempt = 1; ; attempt++) {
      const current = await record.find();
      if (!current) return { kind: 'not-found' };
      const planned = plan(current);
      if (planned.kind === 'refused') return { ...planned, record: current };
      const alsoTold = planned.tell ? customerTargets : [];
      const when = (written: T) => isDeepStrictEqual(stateOf(written), stateOf(current));
      const outcome = await record.update(planned.change, alsoTold, { when, act: planned.act });
      if (!outcome) return { kind: 'not-found' };
      if (outcome.changed) {
        const { by, deed } = planned.act;
        log.info({ subject: record.id, deed, by: by.id }, `${by.name} did “${deed}” to ${record.id}.`);
        return { kind: 'done', record: outcome.record };
      }
      if (when(outcome.record)) return { kind: 'done', record: outcome.record };
      if (attempt === attempts) {
        const reason = 'Several people are working on it at once. Try again.';
        return { kind: 'refused', reason, record: outcome.record };
      }
    }
  }

  /** Two open callbacks for one case would ring the customer twice. */
  async function another({ id, caseNumber }: Callback): Promise<Callback | undefined> {
    if (caseNumber === null) return undefined;
    const open = await store.listCallbacks({ open: true });
    return open.find((one) => one.caseNumber === caseNumber && one.id !== id);
  }

  return {
    cases: (filter) => store.listCases(filter),
    async queue() {
      const since = new Date(now().getTime() - week).toISOString();
      const missed = await store.listCallbacks({ missed: true });
      const open = await store.listCallbacks({ open: true });
      const shown = [...open, ...missed.filter(({ requestedAt }) => requestedAt >= since)];
      return Promise.all(shown.map(async (one) => ({ ...one, place: await store.placeInQueue(one.id) })));
    },
    async find(number) {
      const found = await store.findCase(number);
      if (!found) return undefined;
      const theirs = await store.listCallbacks({ owner: found.owner });
      const callbacks = theirs.filter(
        ({ caseNumber, owner }) => caseNumber === number && isSameOwner(owner, found.owner),
      );
      return { case: found, callbacks };
    },
    findCallback: (id) => store.findCallback(id),
    onCase: (number, action, by) =>
      act<Case, Parameters<CaseStore['updateCase']>[1]>(
        {
          id: number,
          find: () => store.findCase(number),
          async update(change, alsoTold, options) {
            const told = [...targets, ...alsoTold];
            const outcome = await store.updateCase(number, change, now(), told, options);
            return outcome && { record: outcome.case, changed: outcome.changed };
          },
        },
        (current) => planCase(current, action, by),
      ),
    async onCallback(id, action, by) {
      const known = action.do === 'retry' ? await store.findCallback(id) : undefined;
      const other = known && (await another(known));
      if (known && other) {
        const reason = `The customer has asked for another call about ${known.caseNumber} meanwhile: ${other.id}.`;
        return { kind: 'refused', reason, record: known };
      }
      return act<Callback, Parameters<CaseStore['updateCallback']>[1]>(
        {
          id,
          find: () => store.findCallback(id),
          async update(change, alsoTold, options) {
            const told = [...callbackTargets, ...alsoTold];
            const outcome = await store.updateCallback(id, change, now(), told, options);
            return outcome && { record: outcome.callback, changed: outcome.changed };
          },
        },
        (current) => planCallback(current, action, by),
      );
    },
  };
}

/** What decisions rest upon. */
function stateOf(record: Case | Callback): readonly unknown[] {
  return [record.status, record.claimedBy ?? null, 'priority' in record ? record.priority : null];
}

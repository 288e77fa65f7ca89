import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Addition, type AdditionOutcome, addToCase, codeHolder, customer } from './additions.js';
import {
  type Callback,
  type CallbackDraft,
  type Case,
  type CaseDraft,
  isSameOwner,
  type Owner,
} from './case.js';
import { readAccessCode, readCaseNumber } from './case-number.js';
import type { CaseStore } from './store/store.js';

/** A callback with its place among those that wait in the queue, counted from 1; undefined when it does not wait there. */
export type PlacedCallback = Callback & { readonly place: number | undefined };

/** Unknown and foreign cases are the same answer, after the same time. */
export type CaseLookup = { readonly kind: 'found'; readonly case: Case } | { readonly kind: 'not-found' };

/** `existing`: nothing was added, this is the callback of the same draft or the open one for the same case. */
export type CallbackRequested =
  | { readonly kind: 'requested'; readonly callback: PlacedCallback; readonly existing: boolean }
  | { readonly kind: 'unknown-case' };

/** `too-late`: it is ringing or over. */
export type CallbackChanged =
  | { readonly kind: 'changed' | 'too-late'; readonly callback: PlacedCallback }
  | { readonly kind: 'not-found' };

/** Cases and callbacks as dialogs see them: stored first, delivered to the targets afterwards. */
export interface Handoff {
  /** The case of this confirmation; `existing` when the same draft id was confirmed before. */
  openCase(draft: CaseDraft): Promise<{ readonly case: Case; readonly existing: boolean }>;
  /** Newest first. */
  casesOf(owner: Owner): Promise<readonly Case[]>;
  /** One of the owner's own cases, by its number as typed. */
  caseOf(owner: Owner, number: string): Promise<CaseLookup>;
  /** Anybody's case, for who has its access code; both as typed. */
  caseByCode(number: string, code: string): Promise<CaseLookup>;
  /** To a case of the owner's own, or one whose `accessCode` is given; a foreign and an unknown one are the same answer. */
  addToCase(
    owner: Owner,
    target: { readonly number: string; readonly accessCode?: string },
    addition: Addition,
  ): Promise<AdditionOutcome>;
  /**
   * The case, if any, must be the owner's own, or `accessCode` must be that of the case.
   * An open callback for the same case is given back instead of a second one, unless `another` says so.
   */
  requestCallback(
    draft: CallbackDraft,
    options?: { readonly accessCode?: string; readonly another?: boolean },
  ): Promise<CallbackRequested>;
  /** The owner's open callbacks, in order of receipt. */
  callbacksOf(owner: Owner): Promise<readonly PlacedCallback[]>;
  /** Another number or the other kind, as long as nobody rings yet. The place in the queue stays. */
  changeCallback(
    owner: Owner,
    id: string,
    change: Partial<Pick<Callback, 'phone' | 'kind'>>,
  ): Promise<CallbackChanged>;
  /** `changed` also when it was cancelled before. */
  cancelCallback(owner: Owner, id: string): Promise<CallbackChanged>;
}

/** Longer than a look-up takes, so that the time tells nothing about what exists. */
const lookupMilliseconds = 20;

/**
 * `targets`: the desks that are to be told about everything new; the keys of `startDelivery`'s desks. `callbackTargets`: those
 * that are told about callbacks, if others.
 */
export function createHandoff(parts: {
  readonly store: CaseStore;
  readonly targets: readonly string[];
  readonly callbackTargets?: readonly string[];
  readonly now: () => Date;
}): Handoff {
  const { store, targets, callbackTargets = targets, now } = parts;

  async function lookUp(number: string, allowed: (one: Case) => boolean): Promise<CaseLookup> {
    const [lookup] = await Promise.all([find(), sleep(lookupMilliseconds)]);
    return lookup;

    async function find(): Promise<CaseLookup> {
      const canonical = readCaseNumber(number);
      const found = canonical === undefined ? undefined : await store.findCase(canonical);
      return found && allowed(found) ? { kind: 'found', case: found } : { kind: 'not-found' };
    }
  }

  async function placed(callback: Callback): Promise<PlacedCallback> {
    return { ...callback, place: await store.placeInQueue(callback.id) };
  }

  async function change(
    owner: Owner,
    id: string,
    wanted: Partial<Pick<Callback, 'phone' | 'kind' | 'status'>>,
  ): Promise<CallbackChanged> {
    const known = await store.findCallback(id);
    if (!known || !isSameOwner(known.owner, owner)) return { kind: 'not-found' };
    const after = await store.updateCallback(id, wanted, now(), callbackTargets, {
      when: ({ status }) => status === 'waiting',
    });
    if (!after) return { kind: 'not-found' };
    const { status } = after.callback;
    const tooLate = !after.changed && status !== 'waiting' && status !== wanted.status;
    return { kind: tooLate ? 'too-late' : 'changed', callback: await placed(after.callback) };
  }

  return {
    async openCase(draft) {
      const { case: opened, created } = await store.addCase(draft, now(), targets);
      assertOwnDraft(draft, opened);
      return { case: opened, existing: !created };
    },
    casesOf: (owner) => store.listCases({ owner }),
    caseOf: (owner, number) => lookUp(number, (one) => isSameOwner(one.owner, owner)),
    caseByCode: (number, code) => lookUp(number, (one) => isSameCode(code, one.accessCode)),
    async addToCase(owner, { number, accessCode }, addition) {
      const found = await lookUp(number, mayAdd);
      if (found.kind === 'not-found') return found;
      const { number: known, owner: whose, notes } = found.case;
      const by = isSameOwner(whose, owner) ? customer : codeHolder;
      const { note, ...words } = addition;
      const noted = note === undefined || notes.includes(note) ? words : addition;
      return await addToCase(store, known, noted, { by, at: now(), targets });

      function mayAdd(one: Case): boolean {
        const shown = accessCode !== undefined && isSameCode(accessCode, one.accessCode);
        return shown || isSameOwner(one.owner, owner);
      }
    },
    async requestCallback(draft, { accessCode, another = false } = {}) {
      if (draft.caseNumber !== null) {
        const about = await store.findCase(draft.caseNumber);
        const own = about && isSameOwner(about.owner, draft.owner);
        const shown = about && accessCode !== undefined && isSameCode(accessCode, about.accessCode);
        if (!own && !shown) return { kind: 'unknown-case' };
      }
      const { callback, created } = await store.addCallback(draft, now(), callbackTargets, { another });
      assertOwnDraft(draft, callback);
      return { kind: 'requested', callback: await placed(callback), existing: !created };
    },
    async callbacksOf(owner) {
      return Promise.all((await store.listCallbacks({ owner, open: true })).map(placed));
    },
    changeCallback: change,
    cancelCallback: (owner, id) => change(owner, id, { status: 'cancelled' }),
  };
}

/** Draft ids are made here and are unguessable: only a forged confirmation can carry somebody else's. */
function assertOwnDraft(draft: CaseDraft | CallbackDraft, stored: Case | Callback): void {
  if (stored.draftId === draft.draftId && !isSameOwner(stored.owner, draft.owner)) {
    throw new Error('A confirmation carried the draft id of another customer.');
  }
}

function isSameCode(typed: string, stored: string): boolean {
  const digest = (code: string) => createHash('sha256').update(readAccessCode(code)).digest();
  return timingSafeEqual(digest(typed), digest(stored));
}

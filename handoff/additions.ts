import { type Case, isClosed } from './case.js';
import type { CaseStore } from './store/store.js';
import type { Added, StaffMember, TrailEntry } from './trail.js';

/** What a customer confirmed to be added to a case. */
export interface Addition extends Added {
  /** In the customer's words (secrets masked). */
  readonly words: string;
  /** What staff should see at a glance, as a key of the wording. */
  readonly note?: string;
}

/** `existing`: it was added by the same confirmation before. `closed`, `full`: nothing was added, and why. */
export type AdditionOutcome =
  | { readonly kind: 'added'; readonly case: Case; readonly existing: boolean }
  | { readonly kind: 'closed' | 'full'; readonly case: Case }
  | { readonly kind: 'not-found' };

/** Under these names the trail has what customers added, by whether the case is theirs or they had its access code. */
export const customer: StaffMember = { id: 'customer', name: 'Customer' };
export const codeHolder: StaffMember = { id: 'code-holder', name: 'Somebody with the access code' };

/** As much as somebody may add to one case within a day, and altogether: a record is read and written as a whole. */
const perDay = 10;
const perCase = 60;
const day = 24 * 60 * 60 * 1000;

/** Why nothing can be added to the case at this instant; undefined when something can. */
export function refusesAddition(one: Case, at: Date): 'closed' | 'full' | undefined {
  if (isClosed(one)) return 'closed';
  const added = (one.trail ?? []).filter(isAddition);
  const today = added.filter((entry) => at.getTime() - Date.parse(entry.at) < day);
  return added.length >= perCase || today.length >= perDay ? 'full' : undefined;
}

/** Writes the words into the trail of the case and tells the targets; once for each confirmation, however often it comes. */
export async function addToCase(
  store: CaseStore,
  number: string,
  { words, note, ...added }: Addition,
  { by, at, targets }: { readonly by: StaffMember; readonly at: Date; readonly targets: readonly string[] },
): Promise<AdditionOutcome> {
  const isThere = ({ trail = [] }: Case) => trail.some((entry) => entry.added?.draftId === added.draftId);
  const outcome = await store.updateCase(number, note === undefined ? {} : { note }, at, targets, {
    when: (current) => !isThere(current) && refusesAddition(current, at) === undefined,
    act: { by, deed: 'add', note: words, added },
  });
  if (outcome === undefined) return { kind: 'not-found' };
  const { case: after, changed } = outcome;
  if (changed || isThere(after)) return { kind: 'added', case: after, existing: !changed };
  return { kind: refusesAddition(after, at) ?? 'full', case: after };
}

/** Whether the entry holds words of the customer. */
export function isAddition({ deed }: TrailEntry): boolean {
  return deed === 'add';
}

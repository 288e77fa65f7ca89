import type { Priority } from '../policy/priority.js';
import type { Callback, CallbackStatus, Case, CaseStatus } from './case.js';
import type { CallbackChange, CaseChange } from './store/store.js';
import type { Act, StaffMember } from './trail.js';

/** What staff can do to a case. `shown`: the customer may read the note; the reason of a grade they always may. */
export type CaseAction =
  | { readonly do: 'claim' | 'release' }
  | { readonly do: 'grade'; readonly priority: Priority; readonly note: string }
  | {
      readonly do: 'status';
      readonly status: CaseStatus;
      readonly note?: string | undefined;
      readonly shown?: boolean | undefined;
    }
  | { readonly do: 'note'; readonly note: string; readonly shown: boolean };

/** What staff, or the telephone in their place, can do to a callback. */
export interface CallbackAction {
  readonly do: 'claim' | 'release' | keyof typeof steps;
  readonly note?: string | undefined;
}

/** `tell`: the customer hears of it. `refused`: why not, in plain words for staff. */
export type Plan<Change> =
  | { readonly kind: 'go'; readonly change: Change; readonly act: Act; readonly tell: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/** The life of a callback. One that was left by the customer on the line counts as missed. */
const steps = {
  ring: { from: ['waiting'], to: 'ringing' },
  answered: { from: ['ringing'], to: 'connected' },
  missed: { from: ['ringing', 'connected'], to: 'no-answer' },
  retry: { from: ['no-answer'], to: 'waiting' },
  done: { from: ['connected'], to: 'done' },
  cancel: { from: ['waiting', 'no-answer'], to: 'cancelled' },
} as const satisfies Readonly<Record<string, { from: readonly CallbackStatus[]; to: CallbackStatus }>>;

const standing: Readonly<Record<CallbackStatus, string>> = {
  waiting: 'is waiting',
  ringing: 'is ringing',
  connected: 'is connected',
  'no-answer': 'was not answered',
  done: 'is over',
  cancelled: 'was cancelled',
};

/** What an action comes to for a case that stands like this. A claimed case that was new is in progress. */
export function planCase(current: Case, action: CaseAction, by: StaffMember): Plan<CaseChange> {
  const go = (change: CaseChange, act: Omit<Act, 'by'>, tell: boolean): Plan<CaseChange> => ({
    kind: 'go',
    change,
    act: { by, ...act },
    tell,
  });
  switch (action.do) {
    case 'claim': {
      const begins = current.status === 'new';
      return (
        othersClaim(current, by) ??
        go({ claimedBy: by, ...(begins && { status: 'in-progress' }) }, { deed: 'claim' }, begins)
      );
    }
    case 'release':
      return othersClaim(current, by) ?? go({ claimedBy: null }, { deed: 'release' }, false);
    case 'grade':
      if (action.priority === current.priority) return refused(`The case is ${current.priority} already.`);
      return go(
        { priority: action.priority, criterion: null },
        { deed: 'grade', note: action.note, shown: true },
        true,
      );
    case 'status': {
      const { status, note, shown = false } = action;
      if (status === current.status) return refused(`The case is “${status}” already.`);
      return go({ status }, { deed: 'status', ...(note && { note, shown }) }, true);
    }
    case 'note':
      return go({}, { deed: 'note', note: action.note, shown: action.shown }, action.shown);
  }
}

/** What an action comes to for a callback that stands like this. Who rings has it; one that was missed is free again. */
export function planCallback(
  current: Callback,
  action: CallbackAction,
  by: StaffMember,
): Plan<CallbackChange> {
  const act: Act = { by, deed: action.do, ...(action.note && { note: action.note }) };
  if (action.do === 'claim' || action.do === 'release') {
    const over = current.status === 'done' || current.status === 'cancelled';
    if (over) return refused(`The callback ${standing[current.status]}.`);
    const claimedBy = action.do === 'claim' ? by : null;
    return othersClaim(current, by) ?? { kind: 'go', change: { claimedBy }, act, tell: false };
  }
  const { from, to } = steps[action.do];
  if (!from.some((status) => status === current.status)) {
    const whose = current.claimedBy ? ` ${current.claimedBy.name} has it.` : '';
    return refused(`That does not fit any more: the callback ${standing[current.status]}.${whose}`);
  }
  const claim = by.id === telephone.id ? {} : { claimedBy: by };
  const whose =
    action.do === 'ring' ? claim : to === 'no-answer' || to === 'waiting' ? { claimedBy: null } : {};
  const hindrance = action.do === 'ring' && by.id !== telephone.id ? othersClaim(current, by) : undefined;
  return hindrance ?? { kind: 'go', change: { status: to, ...whose }, act, tell: true };
}

/** Under this name the trail has what happened on the line without anybody of the staff. */
export const telephone: StaffMember = { id: 'telephone', name: 'Telephone' };

function othersClaim({ claimedBy }: Pick<Case, 'claimedBy'>, by: StaffMember) {
  return claimedBy && claimedBy.id !== by.id ? refused(`${claimedBy.name} has it already.`) : undefined;
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}

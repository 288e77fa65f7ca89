import { anonymousCallback } from '../anonymous.js';
import { type Callback, type CallbackDraft, isOpen, type Owner } from '../case.js';
import { newCallbackId } from '../case-number.js';
import { createKeyQueue } from '../key-queue.js';
import { changeStored } from './lowdb-change.js';
import type { Site } from './lowdb-file.js';
import type { OpenRows } from './lowdb-outbox.js';
import { openRecords, type Records } from './lowdb-records.js';
import { type CallbackSummary, callbackKind, type Stored } from './lowdb-shapes.js';
import { newCallback } from './new-records.js';
import { newRows } from './outbox-rows.js';
import type { CaseStore } from './store.js';

export type CallbackPart = Pick<
  CaseStore,
  'addCallback' | 'findCallback' | 'listCallbacks' | 'placeInQueue' | 'updateCallback'
> & { readonly records: Records<Callback> };

type Outcome = readonly [Stored<Callback>, { readonly callback: Callback; readonly changed: boolean }];

export async function openCallbacks(site: Site, rows: OpenRows): Promise<CallbackPart> {
  const open = new Map<string, CallbackSummary>();
  const missed = new Set<string>();
  const perCase = createKeyQueue();

  const records = await openRecords(site, 'callbacks', callbackKind, (summary) => {
    if (isOpen(summary)) open.set(summary.id, summary);
    else open.delete(summary.id);
    if (summary.status === 'no-answer') missed.add(summary.id);
    else missed.delete(summary.id);
    rows.set(summary.id, summary.outbox);
  });

  const placeOf = (id: string) => records.place(id) ?? Number.POSITIVE_INFINITY;

  function openIds(owner: Owner | undefined): readonly string[] {
    if (owner) return records.ids(owner).filter((id) => open.has(id));
    return [...open.keys()].sort((one, other) => placeOf(one) - placeOf(other));
  }

  async function openFor(caseNumber: string | null): Promise<Callback | undefined> {
    if (caseNumber === null) return undefined;
    const known = openIds(undefined).find((id) => open.get(id)?.caseNumber === caseNumber);
    return known === undefined ? undefined : records.find(known);
  }

  async function addCallback(
    draft: CallbackDraft,
    at: Date,
    targets: readonly string[],
    another: boolean,
  ): Promise<{ readonly callback: Callback; readonly created: boolean }> {
    const known =
      (await records.findDraft(draft.draftId)) ?? (another ? undefined : await openFor(draft.caseNumber));
    if (known) return { callback: known, created: false };
    const { record, created } = await records.addOnce(draft, (isTaken) =>
      storedCallback(draft, at, targets, isTaken),
    );
    return { callback: record, created };
  }

  return {
    records,
    addCallback: (draft, at, targets, { another = false } = {}) =>
      perCase(draft.caseNumber ?? draft.draftId, () => addCallback(draft, at, targets, another)),
    findCallback: records.find,
    async listCallbacks({ owner, open: onlyOpen, missed: onlyMissed, limit } = {}) {
      const found: Callback[] = [];
      const ids = onlyOpen
        ? openIds(owner)
        : records.ids(owner).filter((id) => !onlyMissed || missed.has(id));
      for (const id of ids.slice(0, limit ?? Number.POSITIVE_INFINITY)) {
        const one = await records.find(id);
        if (one) found.push(one);
      }
      return found;
    },
    async placeInQueue(id) {
      const mine = open.get(id);
      if (!mine || !isQueued(mine)) return undefined;
      const place = placeOf(id);
      return [...open.values()].filter((one) => isQueued(one) && placeOf(one.id) <= place).length;
    },
    async updateCallback(id, change, at, targets, { when = () => true, act } = {}) {
      const topic = change.status === 'cancelled' ? 'callback-cancelled' : 'callback-changed';
      const outcome = await records.update(id, (stored): Outcome => {
        const next = when(stored.record)
          ? changeStored<Callback>(stored, change, act, { at, targets, topic })
          : stored;
        return [next, { callback: next.record, changed: next !== stored }];
      });
      // Who asked to be forgotten still hears how the call went; afterwards nothing of them is left.
      if (outcome?.callback.forget && !isOpen(outcome.callback)) await records.scrub(id, anonymousCallback);
      return outcome;
    },
  };
}

function storedCallback(
  draft: CallbackDraft,
  at: Date,
  targets: readonly string[],
  isTaken: (id: string) => boolean,
): Stored<Callback> {
  let id = newCallbackId();
  while (isTaken(id)) id = newCallbackId();
  return { id, record: newCallback(draft, id, at), outbox: newRows(targets, 'callback-requested', id, at) };
}

const isQueued = ({ kind, status }: CallbackSummary) => kind === 'queue' && status === 'waiting';

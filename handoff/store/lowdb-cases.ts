import { anonymousCase } from '../anonymous.js';
import { type Case, type CaseDraft, isClosed } from '../case.js';
import { newCaseNumber } from '../case-number.js';
import { countForgotten, forgottenCallback, forgottenCase, meantBy } from './forgotten.js';
import { openCallbacks } from './lowdb-callbacks.js';
import { changeStored } from './lowdb-change.js';
import type { Site } from './lowdb-file.js';
import { createOpenRows, subjectOf } from './lowdb-outbox.js';
import { openRecords } from './lowdb-records.js';
import { caseKind, type Stored } from './lowdb-shapes.js';
import { newCase } from './new-records.js';
import { newRows } from './outbox-rows.js';
import type { CaseStore, OutboxChange } from './store.js';
import { wellFormed } from './well-formed.js';

type Outcome = readonly [Stored<Case>, { readonly case: Case; readonly changed: boolean }];

/** Cases, callbacks and their outbox, and a way to wait until all writes have ended. */
export async function openCases(
  site: Site,
): Promise<{ readonly cases: CaseStore; whenIdle(): Promise<void> }> {
  const rows = createOpenRows();
  const open = new Set<string>();
  const records = await openRecords(site, 'cases', caseKind, ({ id, outbox, closed }) => {
    if (closed) open.delete(id);
    else open.add(id);
    rows.set(id, outbox);
  });
  const { records: callbackRecords, ...callbacks } = await openCallbacks(site, rows);

  const cases: CaseStore = {
    ...callbacks,
    async addCase(draft, at, targets) {
      const { record, created } = await records.addOnce(draft, (isTaken) =>
        storedCase(draft, at, targets, isTaken),
      );
      return { case: record, created };
    },
    findCase: records.find,
    async listCases({ owner, open: onlyOpen = false, limit = Number.POSITIVE_INFINITY } = {}) {
      const found: Case[] = [];
      const ids = records.ids(owner).filter((id) => !onlyOpen || open.has(id));
      for (const number of [...ids].reverse()) {
        if (found.length >= limit) break;
        const one = await records.find(number);
        if (one && !(onlyOpen && isClosed(one))) found.push(one);
      }
      return found;
    },
    async updateCase(number, { note, ...change }, at, targets, { when = () => true, act } = {}) {
      const outcome = await records.update(number, (stored): Outcome => {
        const before = stored.record;
        const notes = note === undefined ? {} : { notes: [...before.notes, note] };
        const next = when(before)
          ? changeStored<Case>(stored, { ...change, ...notes }, act, { at, targets, topic: 'case-changed' })
          : stored;
        return [next, { case: next.record, changed: next !== stored }];
      });
      if (outcome?.case.forget && isClosed(outcome.case)) {
        const scrubbed = await records.scrub(number, anonymousCase);
        return scrubbed && { case: scrubbed, changed: true };
      }
      return outcome;
    },
    async forgetOwner(owner, email) {
      const meant = meantBy(email, {
        cases: await cases.listCases({ owner }),
        callbacks: await cases.listCallbacks({ owner }),
      });
      for (const { number } of meant.cases) await records.scrub(number, forgottenCase);
      for (const { id } of meant.callbacks) await callbackRecords.scrub(id, forgottenCallback);
      return countForgotten(meant);
    },
    dueOutbox: async (at, limit, heldUntil) => rows.due(at, limit, heldUntil),
    async updateOutbox(id, change) {
      const subject = subjectOf(id);
      const known = records.has(subject)
        ? await records.update(subject, (stored) => changeRow(stored, id, change))
        : await callbackRecords.update(subject, (stored) => changeRow(stored, id, change));
      rows.release(id);
      if (!known) throw new RangeError(`The outbox has no row ${id}.`);
    },
    undelivered: async () => rows.all(),
  };

  return {
    cases,
    async whenIdle() {
      await Promise.all([records.whenIdle(), callbackRecords.whenIdle()]);
    },
  };
}

function storedCase(
  draft: CaseDraft,
  at: Date,
  targets: readonly string[],
  isTaken: (number: string) => boolean,
): Stored<Case> {
  let number = newCaseNumber();
  while (isTaken(number)) number = newCaseNumber();
  return {
    id: number,
    record: newCase(draft, number, at),
    outbox: newRows(targets, 'case-opened', number, at),
  };
}

function changeRow<T>(
  stored: Stored<T>,
  id: string,
  change: OutboxChange,
): readonly [next: Stored<T>, known: boolean] {
  if (!stored.outbox.some((row) => row.id === id)) return [stored, false];
  const outbox = stored.outbox.map((row) => (row.id === id ? { ...row, ...wellFormed(change) } : row));
  return [{ ...stored, outbox }, true];
}

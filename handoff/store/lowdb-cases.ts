import { anonymousCallback, anonymousCase } from '../anonymous.js';
import { type Case, type CaseDraft, isClosed, isOpen } from '../case.js';
import { newAccessCode, newCaseNumber } from '../case-number.js';
import { openCallbacks } from './lowdb-callbacks.js';
import type { Site } from './lowdb-file.js';
import { createOpenRows, newRows, subjectOf } from './lowdb-outbox.js';
import { openRecords } from './lowdb-records.js';
import { caseKind, type Stored } from './lowdb-shapes.js';
import type { CaseChange, CaseStore, OutboxChange } from './store.js';
import { wellFormed } from './well-formed.js';

/** Cases, callbacks and their outbox, and a way to wait until all writes have ended. */
export async function openCases(
  site: Site,
): Promise<{ readonly cases: CaseStore; whenIdle(): Promise<void> }> {
  const rows = createOpenRows();
  const records = await openRecords(site, 'cases', caseKind, ({ id, outbox }) => rows.set(id, outbox));
  const { records: callbackRecords, ...callbacks } = await openCallbacks(site, rows);

  const cases: CaseStore = {
    ...callbacks,
    async addCase(draft, at, targets) {
      const { record, created } = await records.addOnce(draft, (isTaken) =>
        newCase(draft, at, targets, isTaken),
      );
      return { case: record, created };
    },
    findCase: records.find,
    async listCases({ owner, limit = Number.POSITIVE_INFINITY } = {}) {
      const found: Case[] = [];
      for (const number of [...records.ids(owner)].reverse().slice(0, limit)) {
        const one = await records.find(number);
        if (one) found.push(one);
      }
      return found;
    },
    async updateCase(number, change, at, targets) {
      const outcome = await records.update(number, (stored) => changeCase(stored, change, at, targets));
      if (outcome?.case.forget && isClosed(outcome.case)) {
        const scrubbed = await records.scrub(number, anonymousCase);
        return scrubbed && { case: scrubbed, changed: true };
      }
      return outcome;
    },
    async forgetOwner(owner, email) {
      const isMeant = (one: Case): boolean =>
        email === undefined || one.contact.email.toLowerCase() === email.toLowerCase();
      const theirs = (await cases.listCases({ owner })).filter(isMeant);
      const numbers = new Set<string | null>(theirs.map(({ number }) => number));
      const calls = (await cases.listCallbacks({ owner })).filter(
        ({ caseNumber }) => email === undefined || numbers.has(caseNumber),
      );
      const over = { cases: theirs.filter(isClosed), calls: calls.filter((one) => !isOpen(one)) };
      for (const { number } of theirs) {
        await records.scrub(number, (one) => (isClosed(one) ? anonymousCase(one) : { ...one, forget: true }));
      }
      for (const { id } of calls) {
        await callbackRecords.scrub(id, (one) =>
          isOpen(one) ? { ...one, forget: true } : anonymousCallback(one),
        );
      }
      const made = over.cases.length + over.calls.length;
      return { made, kept: theirs.length + calls.length - made };
    },
    dueOutbox: async (at, limit) => rows.due(at, limit),
    async updateOutbox(id, change) {
      const subject = subjectOf(id);
      const known = records.has(subject)
        ? await records.update(subject, (stored) => changeRow(stored, id, change))
        : await callbackRecords.update(subject, (stored) => changeRow(stored, id, change));
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

function newCase(
  draft: CaseDraft,
  at: Date,
  targets: readonly string[],
  isTaken: (number: string) => boolean,
): Stored<Case> {
  let number = newCaseNumber();
  while (isTaken(number)) number = newCaseNumber();
  const createdAt = at.toISOString();
  const record: Case = {
    ...wellFormed(draft),
    number,
    accessCode: newAccessCode(),
    status: 'new',
    createdAt,
  };
  return { id: number, record, outbox: newRows(targets, 'case-opened', number, at) };
}

function changeCase(
  stored: Stored<Case>,
  { note, ...change }: CaseChange,
  at: Date,
  targets: readonly string[],
): readonly [next: Stored<Case>, result: { readonly case: Case; readonly changed: boolean }] {
  const before = stored.record;
  const notes = note === undefined ? before.notes : [...before.notes, note];
  const record: Case = { ...before, ...wellFormed(change), notes: wellFormed(notes) };
  if (note === undefined && record.status === before.status)
    return [stored, { case: before, changed: false }];
  // Delivered rows go, so that a case that is changed again and again does not grow.
  const left = stored.outbox.filter(({ state }) => state !== 'delivered');
  const outbox = [...left, ...newRows(targets, 'case-changed', stored.id, at)];
  return [
    { ...stored, record, outbox },
    { case: record, changed: true },
  ];
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

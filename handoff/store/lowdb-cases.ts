import type { Case, CaseDraft } from '../case.js';
import { newAccessCode, newCaseNumber } from '../case-number.js';
import { openCallbacks } from './lowdb-callbacks.js';
import type { Site } from './lowdb-file.js';
import { createOpenRows, newRows, subjectOf } from './lowdb-outbox.js';
import { openRecords } from './lowdb-records.js';
import { caseKind, type Stored } from './lowdb-shapes.js';
import type { CaseStore, OutboxChange } from './store.js';
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

function changeRow<T>(
  stored: Stored<T>,
  id: string,
  change: OutboxChange,
): readonly [next: Stored<T>, known: boolean] {
  if (!stored.outbox.some((row) => row.id === id)) return [stored, false];
  const outbox = stored.outbox.map((row) => (row.id === id ? { ...row, ...wellFormed(change) } : row));
  return [{ ...stored, outbox }, true];
}

import { anonymousCase } from '../anonymous.js';
import { type Case, isClosed } from '../case.js';
import { newCaseNumber } from '../case-number.js';
import { countForgotten, forgottenCallback, forgottenCase, meantBy } from './forgotten.js';
import { newCase } from './new-records.js';
import { newRows } from './outbox-rows.js';
import { openCallbacks } from './postgres-callbacks.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { draftHash } from './postgres-key.js';
import { openOutbox } from './postgres-outbox.js';
import { type Added, ofOwner, openRecords, ownerValues, type Wanted } from './postgres-records.js';
import { caseShape } from './record-shapes.js';
import type { CaseStore } from './store.js';

/** Cases, callbacks and their outbox. */
export function openCases(database: Database): CaseStore {
  const records = openRecords(database, { name: 'cases', id: 'number', shape: caseShape });
  const { records: callbackRecords, ...callbacks } = openCallbacks(database);

  const add = database.inTurn<Wanted<Case>, Added<Case>>((_key, wanted) =>
    database.transaction((sql) => records.add(sql, wanted)),
  );

  return {
    ...callbacks,
    ...openOutbox(database),
    async addCase(draft, at, targets) {
      const hash = draftHash(draft);
      const make = () => {
        const opened = newCase(draft, newCaseNumber(), at);
        return { record: opened, rows: newRows(targets, 'case-opened', opened.number, at) };
      };
      const { record, created } = await add('', { draft: hash, make });
      return { case: record, created };
    },
    findCase: records.find,
    listCases({ owner, open = false, limit } = {}) {
      const condition = `${ofOwner} and (not $4 or status not in ('resolved', 'closed')) order by place desc limit $5`;
      const values = [...ownerValues(owner), open, limit ?? null];
      const list = (sql: Statements) => records.select(sql, condition, values);
      return owner || limit !== undefined ? database.read(list) : database.upkeep(list);
    },
    async updateCase(number, { note, ...change }, at, targets, { when = () => true, act } = {}) {
      const outcome = await records.change(number, {
        wanted: ({ notes }) => (note === undefined ? change : { ...change, notes: [...notes, note] }),
        when,
        act,
        telling: { at, targets, topic: 'case-changed' },
        finish: (record) => (record.forget && isClosed(record) ? anonymousCase(record) : record),
      });
      return outcome && { case: outcome.record, changed: outcome.changed };
    },
    forgetOwner: (owner, email) =>
      database.upkeep(async (sql) => {
        const theirs = `${ofOwner} order by place for update`;
        const meant = meantBy(email, {
          cases: await records.select(sql, theirs, ownerValues(owner)),
          callbacks: await callbackRecords.select(sql, theirs, ownerValues(owner)),
        });
        for (const one of meant.cases) await records.put(sql, one.number, forgottenCase(one));
        for (const one of meant.callbacks) await callbackRecords.put(sql, one.id, forgottenCallback(one));
        return countForgotten(meant);
      }),
  };
}

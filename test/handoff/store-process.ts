/**
 * A process of its own that works with a store, to be killed by tests.
 * Usage: store-process.ts FOLDER COUNT: confirms the drafts d0 to d<COUNT-1>, eight at a time, again on every run, and prints
 * `<draft id> <case number>` for each as soon as it is acknowledged; then `done`, and keeps the store open.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../handoff/store/open.js';
import { caseDraft } from '../contract/drafts.js';

const [folder = '', count = '0'] = process.argv.slice(2);
const now = () => new Date('2026-03-11T12:00:00Z');
const say = (line: string) => writeSync(1, `${line}\n`);
const log = { info() {}, warn: (_: object, message: string) => say(`warn ${message}`), error() {} };

try {
  const store = await openStore(`file:${folder}`, { now, log });
  let next = 0;
  const confirm = async () => {
    for (let n = next++; n < Number(count); n = next++) {
      const { case: opened } = await store.cases.addCase(caseDraft(`d${n}`), now(), ['desk']);
      say(`${opened.draftId} ${opened.number}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, confirm));
  say('done');
  setInterval(() => {}, 1000);
} catch (error) {
  say(`failed ${String(error)}`);
  process.exitCode = 1;
}

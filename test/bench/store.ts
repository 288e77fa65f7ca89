/**
 * What a write costs with 100 and with 100,000 stored cases, in one run, turn by turn, so that a busy machine
 * slows both alike; and how long the start takes. Fails when the larger store is dearer by more than half.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../handoff/store/open.js';
import type { Store } from '../../handoff/store/store.js';
import { caseDraft } from '../contract/drafts.js';

const few = 100;
const many = 100_000;
const pairs = 400;
const highestRatio = 1.5;

const now = () => new Date('2026-03-11T12:00:00Z');
const log = { info() {}, warn() {}, error() {} };
let drafts = 0;

/** About 1.5 kB, of one of 5,000 customers. */
const draft = () => {
  const n = drafts++;
  return caseDraft(`0f8fad5b-d9cb-469f-a165-${String(n).padStart(12, '0')}`, {
    owner: { channel: 'directline', tenant: '', id: `dl_${n % 5000}` },
    description: 'Saving a form takes a minute. '.repeat(15),
    firstMessage: 'saving takes ages '.repeat(15),
  });
};

async function fill(store: Store, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1024) {
    const batch = Array.from({ length: Math.min(left, 1024) }, () => store.cases.addCase(draft(), now(), []));
    await Promise.all(batch);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
const print = (what: string, figure: string) => console.log(`${what.padEnd(44)} ${figure}`);
const megabytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

const empty = megabytes();
const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'));
try {
  const url = `file:${join(folder, 'large')}`;
  const small = await openStore(`file:${join(folder, 'small')}`, { now, log });
  let large = await openStore(url, { now, log });
  await fill(small, few);
  print(
    `${many} cases, written 1024 at a time`,
    `${((await timed(() => fill(large, many))) / 1000).toFixed(1)} s`,
  );
  await large.close();

  const opening = await timed(async () => {
    large = await openStore(url, { now, log });
  });
  print(
    `start with ${many} cases`,
    `${(opening / 1000).toFixed(2)} s, ${(megabytes() - empty).toFixed(0)} MB kept`,
  );

  const costs: { small: number; large: number }[] = [];
  for (let n = 0; n < pairs; n++) {
    costs.push({
      small: await timed(() => small.cases.addCase(draft(), now(), ['desk'])),
      large: await timed(() => large.cases.addCase(draft(), now(), ['desk'])),
    });
  }
  const atFew = median(costs.map((pair) => pair.small));
  const atMany = median(costs.map((pair) => pair.large));
  const ratio = atMany / atFew;
  print(`write with ${few} cases, median`, `${atFew.toFixed(2)} ms`);
  print(`write with ${many} cases, median`, `${atMany.toFixed(2)} ms`);
  print(`ratio (at most ${highestRatio})`, ratio.toFixed(2));
  if (ratio > highestRatio) process.exitCode = 1;

  const cases = await large.cases.listCases({ limit: 500 });
  const finding = [];
  for (const { number } of cases) finding.push(await timed(() => large.cases.findCase(number)));
  print('finding a case, median', `${median(finding).toFixed(3)} ms`);
  await small.close();
  await large.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

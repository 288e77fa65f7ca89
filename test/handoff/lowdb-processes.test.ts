import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseDraft } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';
import { runStoreProcess } from './run-store-process.js';

const isDone = (lines: readonly string[]) => lines.includes('done');

describe('processes that share the folder of an embedded store', () => {
  let folder: StoreFolder;
  beforeEach(async () => {
    folder = await createStoreFolder();
  });
  afterEach(() => folder.remove());

  it('keep every acknowledged case once, and none twice, over kill -9 at any moment of 200 creations', async () => {
    const numbers = new Map<string, string>();
    const note = (lines: readonly string[]) => {
      for (const line of lines.filter((one) => one.startsWith('d') && one !== 'done')) {
        const [draftId = '', number = ''] = line.split(' ');
        expect(numbers.get(draftId) ?? number).toBe(number);
        numbers.set(draftId, number);
      }
    };
    for (const stop of [1, 30, 77, 140, 199]) {
      const child = runStoreProcess(folder.path, 200);
      const before = numbers.size;
      // The confirmations of before are repeated first: count the new ones.
      await child.until((lines) => isDone(lines) || lines.length >= before + Math.max(1, stop - before));
      await sleep(Math.random() * 4);
      await child.kill();
      expect(child.lines.filter((line) => /^(failed|warn)/.test(line))).toEqual([]);
      note(child.lines);
    }
    const last = runStoreProcess(folder.path, 200);
    await last.until(isDone);
    await last.kill();
    note(last.lines);

    const store = await folder.open();
    const stored = await store.cases.listCases();
    expect(stored).toHaveLength(200);
    expect(new Set(stored.map(({ draftId }) => draftId)).size).toBe(200);
    expect(new Map(stored.map(({ draftId, number }) => [draftId, number]))).toEqual(numbers);
    const told = (await store.cases.undelivered()).map(({ subject }) => subject);
    expect(told.sort()).toEqual(stored.map(({ number }) => number).sort());
    expect(folder.log.lines).toEqual([]);
  }, 60_000);

  it('are one that writes: a second refuses to start and names the first; after its death the next starts at once', async () => {
    const first = runStoreProcess(folder.path, 3);
    await first.until(isDone);
    const second = runStoreProcess(folder.path, 3);
    await second.until((lines) => lines.length > 0);
    await second.kill();
    expect(second.lines).toEqual([
      expect.stringContaining(`in use by process ${first.pid} on ${hostname()}`),
    ]);
    await expect(folder.open()).rejects.toMatchObject({ fault: 'in-use' });

    const reader = await folder.open({ readOnly: true });
    expect(await reader.cases.listCases()).toHaveLength(3);
    await expect(reader.cases.addCase(caseDraft('x'), noon, [])).rejects.toMatchObject({
      fault: 'read-only',
    });
    await expect(reader.state.write('k', 1, '*')).rejects.toMatchObject({ fault: 'read-only' });
    await expect(reader.log.append('c', [1])).rejects.toMatchObject({ fault: 'read-only' });

    await first.kill();
    const began = performance.now();
    const store = await folder.open();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await store.cases.listCases()).toHaveLength(3);
  }, 30_000);

  it('are two even within one program', async () => {
    const store = await folder.open();
    await expect(folder.open()).rejects.toThrow(`in use by process ${process.pid}`);
    await store.close();
    await store.close();
    await expect(store.cases.addCase(caseDraft('late'), noon, [])).rejects.toMatchObject({ fault: 'closed' });
    const next = await folder.open();
    await store.close();
    await expect(folder.open()).rejects.toMatchObject({ fault: 'in-use' });
    await next.close();
  });

  it('may have had the number of this one, as in containers: such an owner is dead', async () => {
    const child = runStoreProcess(folder.path, 1);
    await child.until(isDone);
    await child.kill();
    const file = join(folder.path, 'owner.json');
    const owner = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...owner, pid: process.pid }));
    expect(await (await folder.open()).cases.listCases()).toHaveLength(1);
  }, 30_000);

  it('may be on another machine: its lock counts while it is fresh and is taken over when it is not', async () => {
    const store = await folder.open();
    const file = join(folder.path, 'owner.json');
    const owner = JSON.parse(await readFile(file, 'utf8'));
    const elsewhere = { ...owner, host: 'elsewhere', run: 'another', pid: 7 };
    await writeFile(file, JSON.stringify(elsewhere));
    await expect(folder.open()).rejects.toThrow('in use by process 7 on elsewhere');
    await store.close();

    await mkdir(join(folder.path, 'lock'));
    await utimes(join(folder.path, 'lock'), new Date('2020-01-01'), new Date('2020-01-01'));
    await writeFile(file, JSON.stringify(elsewhere));
    expect(await (await folder.open()).cases.listCases()).toEqual([]);
  }, 30_000);

  it('stop writing, and say so, when another process took the lock', async () => {
    const store = await folder.open();
    await store.cases.addCase(caseDraft('before'), noon, []);
    await utimes(join(folder.path, 'lock'), new Date('2020-01-01'), new Date('2020-01-01'));
    while (folder.log.lines.length === 0) await sleep(50);
    expect(folder.log.lines).toEqual([
      expect.stringMatching(/^error: Nothing more is written .*another process/),
    ]);
    await expect(store.cases.addCase(caseDraft('after'), noon, [])).rejects.toMatchObject({
      fault: 'read-only',
    });
    expect(await store.cases.listCases()).toHaveLength(1);
  }, 30_000);
});

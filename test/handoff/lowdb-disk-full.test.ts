import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteText } from '../../handoff/store/lowdb-disk.js';
import type { Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';

/** A disk that takes half of a text and no more, while it is full. */
function createDisk() {
  let isFull = (_write: number) => false;
  let writes = 0;
  let written = 0;
  const write: WriteText = async (file, text) => {
    const full = isFull(writes++);
    await file.writeFile(full ? text.slice(0, text.length / 2) : text);
    written += text.length;
    if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  return {
    write,
    fill: (value: boolean) => {
      isFull = () => value;
    },
    /** From the write of this number on, so many. */
    fillFor: (first: number, count: number) => {
      isFull = (write) => write >= first && write < first + count;
    },
    /** Characters written since the last call. */
    take: () => {
      const characters = written;
      written = 0;
      return characters;
    },
  };
}

describe('the embedded store on a full disk', () => {
  let folder: StoreFolder;
  let store: Store;
  let disk: ReturnType<typeof createDisk>;
  beforeEach(async () => {
    folder = await createStoreFolder();
    disk = createDisk();
    store = await folder.open({ write: disk.write });
  });
  afterEach(() => folder.remove());

  const everything = async (one: Store) => ({
    cases: await one.cases.listCases(),
    callbacks: await one.cases.listCallbacks(),
    open: await one.cases.listCallbacks({ open: true }),
    undelivered: (await one.cases.undelivered()).map(({ id }) => id).sort(),
    state: await one.state.read('k'),
    log: await one.log.read('c', 0, 100),
  });

  it('says that it is not healthy, and why', async () => {
    disk.fill(true);
    expect(await store.health()).toEqual({
      writable: false,
      reason: expect.stringContaining('ENOSPC'),
    });
  });

  it('refuses every kind of write, goes on reading, and shows what is on disk', async () => {
    const { callback } = await store.cases.addCallback(callbackDraft('call'), noon, ['desk']);
    await store.cases.addCase(caseDraft('before'), noon, ['desk']);
    const version = await store.state.write('k', 'before', undefined);
    await store.log.append('c', ['before']);
    const [row] = await store.cases.undelivered();
    const before = await everything(store);

    disk.fill(true);
    const writes = await Promise.allSettled([
      store.cases.addCase(caseDraft('refused'), noon, ['desk']),
      store.cases.addCallback(callbackDraft('refused'), noon, ['desk']),
      store.cases.updateCallback(callback.id, { status: 'cancelled' }, noon, ['desk']),
      store.cases.updateOutbox(row?.id ?? '', { state: 'delivered' }),
      store.state.write('k', 'refused', version),
      store.state.write('new', 'refused', undefined),
      store.log.append('c', ['refused']),
    ]);
    expect(writes.map((write) => write.status === 'rejected' && write.reason.code)).toEqual(
      writes.map(() => 'ENOSPC'),
    );
    expect(await everything(store)).toEqual(before);
    expect(await store.state.read('new')).toBeUndefined();
    for (const part of ['cases', 'callbacks', 'state']) {
      expect((await readdir(join(folder.path, part))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    await store.close();
    expect(await everything(await folder.open())).toEqual(before);
  });

  it('takes the same confirmation once there is room again, and makes one case of it', async () => {
    disk.fill(true);
    const refused = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => store.cases.addCase(caseDraft(`d${n % 50}`), noon, [])),
    );
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
    disk.fill(false);
    for (let n = 0; n < 50; n++) await store.cases.addCase(caseDraft(`d${n}`), noon, []);
    const all = await store.cases.listCases();
    expect(all.map(({ draftId }) => draftId)).toEqual(Array.from({ length: 50 }, (_, n) => `d${49 - n}`));
    await store.close();
    expect(await (await folder.open()).cases.listCases()).toEqual(all);
  });

  it('loses nothing that was acknowledged when the disk fills up in the middle', async () => {
    disk.fillFor(2, 3);
    const results = await Promise.allSettled(
      Array.from({ length: 400 }, (_, n) => store.cases.addCase(caseDraft(`d${n}`), noon, ['desk'])),
    );
    const acknowledged = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.case.number] : [],
    );
    expect(acknowledged.length).toBe(400 - 3 * 32);
    await store.close();
    const reopened = await folder.open();
    const stored = (await reopened.cases.listCases()).map(({ number }) => number);
    expect([...stored].sort()).toEqual([...acknowledged].sort());
    expect((await reopened.cases.undelivered()).map(({ subject }) => subject).sort()).toEqual(
      [...stored].sort(),
    );
  });

  it('writes no more for a case when there are a thousand than when there are few', async () => {
    const most = async (cases: number) => {
      let characters = 0;
      for (let n = 0; n < cases; n++) {
        disk.take();
        await store.cases.addCase(caseDraft(`m${characters}-${n}-${Math.random()}`), noon, ['desk']);
        characters = Math.max(characters, disk.take());
      }
      return characters;
    };
    const few = await most(40);
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) => store.cases.addCase(caseDraft(`d${n}`), noon, ['desk'])),
    );
    expect(await most(40)).toBeLessThan(few * 1.1);
  });

  it('writes no more for an activity when a conversation has grown long', async () => {
    const most = async (count: number) => {
      let characters = 0;
      for (let n = 0; n < count; n++) {
        disk.take();
        await store.log.append('c', [{ type: 'message', text: 'How many contacts do we have?' }]);
        characters = Math.max(characters, disk.take());
      }
      return characters;
    };
    const few = await most(40);
    await most(300);
    expect(await most(40)).toBeLessThan(few * 1.1);
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conversationKey } from '../../handoff/conversation-key.js';
import { createPrivacy, type Privacy } from '../../handoff/privacy.js';
import { startRetention } from '../../handoff/retention.js';
import type { Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { createMemoryLog, createStoreFolder, noon, type StoreFolder } from './folder.js';

const kai = { ...ola, id: 'dl_kai' };

let folder: StoreFolder;
let store: Store;
let privacy: Privacy;

beforeEach(async () => {
  folder = await createStoreFolder();
  store = await folder.open();
  privacy = createPrivacy(store, 90);
});
afterEach(async () => await folder.remove());

/** Everything that lies in the folder, as text. */
async function onDisk(): Promise<string> {
  const names = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile());
  return (await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'utf8')))).join('\n');
}

async function talkedAndClosed(): Promise<void> {
  await store.state.write(
    conversationKey('directline', 'c1'),
    { memory: { question: 'Ola asks' } },
    undefined,
    ola,
  );
  await store.state.write('draft/RC', { name: 'Ola Berg' }, undefined, ola);
  await store.log.append('c1', [
    { type: 'conversationUpdate', id: 'c1|0', from: { id: ola.id, name: 'Ola Berg' } },
    { type: 'message', id: 'c1|1', text: 'this is Ola Berg' },
  ]);
  await store.feedback.append([
    { at: noon, owner: ola, use: { what: 'unanswered', near: null, text: 'what Ola asks' } },
  ]);
  const { case: opened } = await store.cases.addCase(caseDraft('d'), noon, []);
  await store.cases.addCallback(callbackDraft('cb', { caseNumber: opened.number }), noon, []);
  await store.cases.updateCase(opened.number, { status: 'closed' }, noon, []);
}

describe('what a customer can demand about their own data', () => {
  it('finds a person by an address of a case, whatever its capitals, and by user id', async () => {
    await talkedAndClosed();
    await store.state.write('draft/of-kai', 1, undefined, kai);
    expect(await privacy.find('OLA@customer.example')).toEqual({
      owners: [ola],
      email: 'ola@customer.example',
    });
    expect(await privacy.find(' dl_ola ')).toEqual({ owners: [ola] });
    expect(await privacy.find('dl_kai')).toEqual({ owners: [kai] });
    for (const nobody of ['', 'dl_', 'kai@customer.example', '@', '__proto__']) {
      expect(await privacy.find(nobody)).toBeUndefined();
    }
  });

  it('exports cases, callbacks, conversations, drafts and transcripts of that person alone', async () => {
    await talkedAndClosed();
    await store.cases.addCase(caseDraft('k', { owner: kai }), noon, []);
    const data = await privacy.dataOf({ owners: [ola] });
    expect(data.cases.map(({ draftId }) => draftId)).toEqual(['d']);
    expect(data.callbacks.map(({ draftId }) => draftId)).toEqual(['cb']);
    expect(data.state.map(({ key }) => key).sort()).toEqual(['conversation/directline/c1', 'draft/RC']);
    expect(JSON.stringify(data.transcripts)).toContain('this is Ola Berg');
    expect(data.uses.map(({ use }) => use)).toEqual([
      { what: 'unanswered', near: null, text: 'what Ola asks' },
    ]);
  });

  it('leaves no trace of the person on the disk, not even in a backup', async () => {
    await talkedAndClosed();
    const [waiting] = await store.cases.listCallbacks();
    await store.cases.updateCallback(waiting?.id ?? '', { status: 'cancelled' }, noon, []);
    expect(await onDisk()).toContain('Ola Berg');
    expect(await privacy.forget({ owners: [ola] })).toEqual({ made: 2, kept: 0, removed: 2 });
    expect(await onDisk()).not.toMatch(/Ola|ola@customer|4722990011/);
    expect(await privacy.find('ola@customer.example')).toBeUndefined();
  });

  it('keeps the state of the conversation under way, and an open chat can go on in its emptied transcript', async () => {
    await talkedAndClosed();
    const key = conversationKey('directline', 'c1');
    await privacy.forget({ owners: [ola] }, key);
    expect(await store.state.read(key)).toBeDefined();
    expect(await store.state.read('draft/RC')).toBeUndefined();
    expect(await store.log.append('c1', [{ type: 'message', text: 'next' }])).toBe(2);
    expect(await store.log.read('c1', 0, 1)).toEqual([
      { type: 'conversationUpdate', id: 'c1|0', from: { id: ola.id } },
    ]);
  });

  it('removes by age what is kept for conversations, and leaves cases alone', async () => {
    await talkedAndClosed();
    const log = createMemoryLog();
    const later = new Date(noon.getTime() + 31 * 24 * 60 * 60 * 1000);
    for (const [days, left] of [
      [32, 2],
      [30, 0],
    ] as const) {
      await startRetention({ store, days, now: () => later, log }).stop();
      expect(await store.state.ownedBy(ola)).toHaveLength(left);
      expect(await store.log.length('c1')).toBe(left);
      expect(await store.feedback.list()).toHaveLength(left / 2);
    }
    expect(await store.cases.listCases()).toHaveLength(1);
    expect(log.lines).toEqual(['info: Removed what was kept long enough.']);
  });
});

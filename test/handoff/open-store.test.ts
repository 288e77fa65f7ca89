import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore } from '../../handoff/store/open.js';
import { caseDraft } from '../contract/drafts.js';
import { createMemoryLog, noon } from './folder.js';

describe('the address of the store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstline-store-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const options = { now: () => noon, log: createMemoryLog() };

  it('may be a path or a file URL; the folder is made, readable for this account only', async () => {
    const data = join(folder, 'new folder', 'data');
    const store = await openStore(`file:${data}`, options);
    const { case: opened } = await store.cases.addCase(caseDraft('a'), noon, []);
    await store.close();
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    expect((await stat(join(data, 'cases', '000000.json'))).mode & 0o777).toBe(0o600);
    const again = await openStore(pathToFileURL(data).href, options);
    expect(await again.cases.findCase(opened.number)).toEqual(opened);
    await again.close();
  });

  it('is refused with what is supported when its scheme is unknown, without repeating a password', async () => {
    const refusal = openStore('mongodb://bot:hunter2@db/support', options);
    await expect(refusal).rejects.toMatchObject({
      fault: 'url',
      message: expect.stringMatching(/"mongodb:".*file:data/),
    });
    await expect(refusal).rejects.not.toThrow('hunter2');
    for (const url of ['', 'data', '/srv/data', 'file:', 'file: ', 'file://host/data']) {
      await expect(openStore(url, options)).rejects.toMatchObject({
        fault: 'url',
        message: expect.stringContaining('STORE_URL'),
      });
    }
  });

  it('is refused when there is a file where the folder should be', async () => {
    const path = join(folder, 'data');
    await writeFile(path, '');
    await expect(openStore(`file:${path}`, options)).rejects.toMatchObject({
      fault: 'folder',
      message: expect.stringContaining(path),
    });
  });

  it('may name a folder that is not there yet when it is only looked at, which makes nothing', async () => {
    const path = join(folder, 'data');
    const store = await openStore(`file:${path}`, { ...options, readOnly: true });
    expect(await store.cases.listCases()).toEqual([]);
    expect(await store.state.read('k')).toBeUndefined();
    expect(await store.log.length('c')).toBe(0);
    await store.close();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

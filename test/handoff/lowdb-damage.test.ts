import { copyFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseDraft } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';

describe('damaged files of the embedded store', () => {
  let folder: StoreFolder;
  beforeEach(async () => {
    folder = await createStoreFolder();
  });
  afterEach(() => folder.remove());

  const caseFile = (name = '000000.json') => join(folder.path, 'cases', name);
  const stateFile = async () => {
    const [name] = (await readdir(join(folder.path, 'state'))).filter((one) => one.endsWith('.json'));
    return join(folder.path, 'state', name ?? '');
  };
  const addCases = async (...draftIds: readonly string[]) => {
    const store = await folder.open();
    for (const draftId of draftIds) await store.cases.addCase(caseDraft(draftId), noon, []);
    await store.close();
  };
  const draftIds = async () => {
    const store = await folder.open();
    const found = (await store.cases.listCases()).map(({ draftId }) => draftId);
    await store.close();
    return found;
  };

  const damages: Readonly<Record<string, (path: string) => Promise<void>>> = {
    'an empty file': (path) => truncate(path, 0),
    'a file cut in the middle': async (path) => truncate(path, Math.floor((await readFile(path)).length / 2)),
    'a file whose last character is gone': async (path) => truncate(path, (await readFile(path)).length - 1),
    'a file with one changed letter': async (path) =>
      writeFile(path, (await readFile(path, 'utf8')).replace('takes a minute', 'takes a Minute')),
    'invalid JSON': (path) => writeFile(path, '{"cases": ['),
    'valid JSON of another shape': (path) => writeFile(path, '{"cases": []}'),
    'random bytes': (path) => writeFile(path, Buffer.from([0, 255, 254, 1, 128])),
  };

  for (const [name, damage] of Object.entries(damages)) {
    it(`stop the start with the name of the file when there is no good copy: ${name}`, async () => {
      await addCases('only');
      await damage(caseFile());
      await expect(folder.open()).rejects.toMatchObject({
        fault: 'damaged',
        message: expect.stringContaining(caseFile()),
      });
    });

    it(`are restored from the last good copy, with a warning, and kept: ${name}`, async () => {
      await addCases('first', 'second', 'third');
      await damage(caseFile());
      const damaged = await readFile(caseFile());
      expect(await draftIds()).toEqual(['second', 'first']);
      expect(folder.log.lines).toEqual([
        expect.stringMatching(/^warn: .*000000\.json.*last change.*may be lost.*\.damaged/),
      ]);
      expect(await readFile(`${caseFile()}.damaged`)).toEqual(damaged);
      // Repaired: the next start has nothing to say, and the store goes on.
      await addCases('third');
      expect(await draftIds()).toEqual(['third', 'second', 'first']);
      expect(folder.log.lines).toHaveLength(1);
    });
  }

  it('stop the start when the copy is damaged too', async () => {
    await addCases('first', 'second');
    await truncate(caseFile(), 10);
    await truncate(`${caseFile()}.bak`, 10);
    await expect(folder.open()).rejects.toThrow(caseFile());
  });

  it('are restored when only the copy is left', async () => {
    await addCases('first', 'second');
    await rm(caseFile());
    expect(await draftIds()).toEqual(['first']);
    expect(folder.log.lines).toEqual([expect.stringMatching(/^warn: .*000000\.json is missing/)]);
  });

  it('stop the start when a file between others is gone, until the operator gives it up', async () => {
    await addCases(...Array.from({ length: 70 }, (_, n) => `d${n}`));
    await rm(caseFile('000001.json.bak'));
    await rename(caseFile('000001.json'), join(folder.path, 'elsewhere'));
    await expect(folder.open()).rejects.toThrow(caseFile('000001.json'));
    await rename(join(folder.path, 'elsewhere'), caseFile('000001.json.damaged'));
    expect(await draftIds()).toHaveLength(38);
    expect(folder.log.lines).toEqual([
      expect.stringMatching(/^warn: Going on without .*000001\.json\.damaged/),
    ]);
  });

  it('are not taken for another kind of file', async () => {
    await addCases('only');
    const store = await folder.open();
    await store.state.write('k', 1, '*');
    await store.close();
    await copyFile(await stateFile(), caseFile());
    await expect(folder.open()).rejects.toThrow('holds state where cases belong');
  });

  it('are told from files of a newer version, which no copy replaces', async () => {
    await addCases('first', 'second');
    const text = await readFile(caseFile(), 'utf8');
    await writeFile(caseFile(), text.replace('cases/1', 'cases/2'));
    await expect(folder.open()).rejects.toThrow(/newer version/);
    await writeFile(caseFile(), text);
    expect(await draftIds()).toEqual(['second', 'first']);
  });

  it('of a conversation are refused when it is read, never taken for a new conversation', async () => {
    const first = await folder.open();
    const version = await first.state.write('k', { step: 'version' }, undefined);
    await first.close();
    await truncate(await stateFile(), 20);
    const store = await folder.open();
    await expect(store.state.read('k')).rejects.toMatchObject({ fault: 'damaged' });
    await expect(store.state.write('k', { step: 'new' }, undefined)).rejects.toMatchObject({
      fault: 'damaged',
    });
    await expect(store.state.write('k', { step: 'new' }, version)).rejects.toMatchObject({
      fault: 'damaged',
    });
    await expect(store.state.read('other')).resolves.toBeUndefined();
  });

  it('of a conversation are restored under the version that they had', async () => {
    const first = await folder.open();
    const version = await first.state.write('k', 1, undefined);
    await first.state.write('k', 2, version);
    await first.close();
    await truncate(await stateFile(), 0);
    const store = await folder.open();
    expect(await store.state.read('k')).toEqual({ value: 1, version });
    expect(folder.log.lines).toEqual([expect.stringMatching(/^warn: .* is empty/)]);
  });

  it('may be looked at without repairing them', async () => {
    await addCases('first', 'second');
    await truncate(caseFile(), 0);
    const store = await folder.open({ readOnly: true });
    expect((await store.cases.listCases()).map(({ draftId }) => draftId)).toEqual(['first']);
    expect((await readFile(caseFile())).length).toBe(0);
    expect(folder.log.lines[0]).toMatch(/^warn: .* is empty/);
  });

  it('that a killed process left half written are cleaned away', async () => {
    await addCases('first');
    for (const part of ['cases', 'callbacks', 'state']) {
      await writeFile(join(folder.path, part, '000000.json.tmp'), '{"firstline":"cases/1","sha');
    }
    expect(await draftIds()).toEqual(['first']);
    expect(folder.log.lines).toEqual([]);
    for (const part of ['cases', 'callbacks', 'state']) {
      expect((await readdir(join(folder.path, part))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });
});

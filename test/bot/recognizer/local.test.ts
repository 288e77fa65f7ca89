import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalRecognizer } from '../../../bot/recognizer/local.js';
import { writeModel } from '../../../knowledge/search/model.js';
import { smallKnowledge, smallModel } from '../../knowledge/search/small-model.js';

describe('the local recogniser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-recognizer-'));
  const small = smallKnowledge();
  afterAll(() => {
    small.remove();
    rmSync(folder, { recursive: true });
  });

  it('reads messages by the stored model', async () => {
    const file = join(folder, 'model.json');
    writeFileSync(file, writeModel(await smallModel(small)));
    const recognizer = await openLocalRecognizer(small.knowledge, file);
    expect(await recognizer.recognize('ring me at once')).toMatchObject({
      kind: 'action',
      intent: 'callback-now',
    });
    await recognizer.close();
  });

  it('says what to do when the model is missing or of another version', async () => {
    const missing = join(folder, 'none.json');
    await expect(openLocalRecognizer(small.knowledge, missing)).rejects.toThrow(
      /none\.json.*knowledge build/,
    );
    const old = join(folder, 'old.json');
    writeFileSync(old, '{"form":0}');
    await expect(openLocalRecognizer(small.knowledge, old)).rejects.toThrow(/build the knowledge again/);
  });
});

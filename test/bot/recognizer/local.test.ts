import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalRecognizer } from '../../../bot/recognizer/local.js';
import { writeModel } from '../../../knowledge/search/model.js';
import { smallKnowledge, smallModel } from '../../knowledge/search/small-model.js';

const unexpected = (line: string): void => {
  throw new Error(line);
};

describe('the local recogniser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-recognizer-'));
  const small = smallKnowledge();
  const { knowledge } = small;
  const model = join(folder, 'model.bin');
  beforeAll(async () => writeFileSync(model, writeModel(await smallModel(small))));
  afterAll(() => {
    small.remove();
    rmSync(folder, { recursive: true });
  });

  it('reads messages by the stored model, many at once and each for itself', async () => {
    const recognizer = await openLocalRecognizer({ knowledge, model }, unexpected);
    const texts = ['ring me at once', 'thank you so much', 'ring me at once'];
    const read = await Promise.all(texts.map((text) => recognizer.recognize(text)));
    expect(read.map(({ text }) => text)).toEqual(texts);
    expect(read[0]).toMatchObject({ kind: 'action', intent: 'callback-now' });
    expect(read[2]).toEqual(read[0]);
    await recognizer.close();
    await expect(recognizer.recognize('ring me at once')).rejects.toThrow('closed');
  }, 30_000);

  it('leaves the main thread to others while it reads', async () => {
    const recognizer = await openLocalRecognizer({ knowledge, model }, unexpected);
    const long = 'the console stops and the agent is gone and nothing helps. '.repeat(60);
    let reading = true;
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    count();
    await Promise.all(Array.from({ length: 20 }, () => recognizer.recognize(long)));
    reading = false;
    expect(turns).toBeGreaterThan(20);
    await recognizer.close();
  }, 30_000);

  it('goes on with the next message when its thread has ended', async () => {
    const file = join(folder, 'broken.bin');
    const whole = readFileSync(model);
    const lines: string[] = [];
    // As long as it should be, with a head as it should be.
    writeFileSync(file, Buffer.from(whole).fill('x', 40, whole.indexOf('\n')));
    const recognizer = await openLocalRecognizer({ knowledge, model: file }, (line) => lines.push(line));
    await expect(recognizer.recognize('ring me at once')).rejects.toThrow('JSON');
    expect(lines).toEqual([expect.stringContaining('thread of the recogniser ended')]);
    writeFileSync(file, whole);
    expect(await recognizer.recognize('ring me at once')).toMatchObject({ intent: 'callback-now' });
    await recognizer.close();
  }, 30_000);

  it('says what to do when the model is missing or of another version', async () => {
    const missing = join(folder, 'none.bin');
    await expect(openLocalRecognizer({ knowledge, model: missing }, () => {})).rejects.toThrow(
      /none\.bin.*knowledge build/,
    );
    const old = join(folder, 'old.bin');
    writeFileSync(old, '{"form":0}');
    await expect(openLocalRecognizer({ knowledge, model: old }, () => {})).rejects.toThrow(
      /build the knowledge again/,
    );
  }, 30_000);
});

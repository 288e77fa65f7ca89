import type { Encoder } from '../../../knowledge/search/encoder/encoder.js';
import { readModel, writeModel } from '../../../knowledge/search/model.js';
import { createRecognition } from '../../../knowledge/search/recognise.js';
import { readSearchContent } from '../../../knowledge/search/search-content.js';
import { trainModel } from '../../../knowledge/search/train.js';
import { smallKnowledge, smallModel } from './small-model.js';

const questions = [
  'which days are you open',
  'how many brake checks with gold',
  'call me now',
  'capital of chile',
];

describe('a trained model', () => {
  const small = smallKnowledge();
  afterAll(() => small.remove());

  it('is the same every time', async () => {
    expect(writeModel(await smallModel(small)).equals(writeModel(await smallModel(small)))).toBe(true);
  });

  it('decides the same after it was stored', async () => {
    const model = await smallModel(small);
    const before = createRecognition(small.knowledge, model);
    const after = createRecognition(small.knowledge, readModel(writeModel(model)));
    for (const text of questions) {
      const { entries: _, certainty, ...decided } = await before(text);
      expect(await after(text)).toMatchObject({ ...decided, certainty: expect.closeTo(certainty, 2) });
    }
  });

  it.each([
    '',
    '{}\n',
    '[1]\n',
    '{"form":0,"bytes":0,"model":{}}\n',
    'no JSON',
    '{"form":8,"bytes":9,"model":{}}\n',
  ])('is not read from %j', (text) => {
    expect(() => readModel(Buffer.from(text))).toThrow(/build the knowledge again/);
  });

  it('does without an encoder that it was not trained with, and without one that fails', async () => {
    const model = await trainModel(small.knowledge.entries, readSearchContent(small.folder), encoder('mine'));
    const plain = createRecognition(small.knowledge, model);
    const other = createRecognition(small.knowledge, model, encoder('other'));
    const broken = createRecognition(small.knowledge, model, {
      ...encoder('mine'),
      encode: () => Promise.reject(new Error('gone')),
    });
    for (const text of questions) {
      const expected = await plain(text);
      expect(await other(text)).toEqual(expected);
      expect(await broken(text)).toEqual(expected);
    }
  });
});

/** Vectors by letters: no meaning in them, but the same for the same text. */
function encoder(fingerprint: string): Encoder {
  const vectorOf = (text: string): Float32Array => {
    const vector = new Float32Array(26);
    for (const letter of text.toLowerCase().replace(/[^a-z]/g, '')) {
      const at = letter.charCodeAt(0) - 97;
      vector[at] = (vector[at] ?? 0) + 1;
    }
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  };
  return {
    fingerprint,
    encode: async (texts) => texts.map(vectorOf),
    warm: async () => {},
    close: async () => {},
  };
}

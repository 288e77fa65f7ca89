import { readFileSync } from 'node:fs';
import { loadBert } from '../../../../knowledge/search/encoder/bert.js';
import { startKernel } from '../../../../knowledge/search/encoder/kernel.js';
import { findModel, type ModelFiles } from '../../../../knowledge/search/encoder/model-files.js';
import { createNetwork, WORKING_MEMORY } from '../../../../knowledge/search/encoder/network.js';
import { readTensors, sizeOf } from '../../../../knowledge/search/encoder/tensors.js';
import { createTokenizer } from '../../../../knowledge/search/encoder/tokens.js';
import { createReference } from './reference.js';

let files: ModelFiles;

beforeAll(async () => {
  const model = await findModel(process.cwd());
  if (model.kind === 'absent') throw new Error(model.reason);
  files = model.files;
});

it('computes what the model computes in double precision', () => {
  const tensors = readTensors(readFileSync(files.manifest, 'utf8'));
  const machine = startKernel(sizeOf(tensors) + WORKING_MEMORY);
  const encode = createNetwork(loadBert(tensors, files.weights, machine), machine);
  const reference = createReference(files);
  const tokenize = createTokenizer(readFileSync(files.tokenizer, 'utf8'));
  for (const text of ['Where do I open a support case?', 'Error 0x80070005 since Friday!']) {
    const expected = reference(tokenize(text));
    const cosine = encode(tokenize(text)).reduce(
      (sum, value, index) => sum + value * (expected[index] ?? 0),
      0,
    );
    expect(cosine).toBeGreaterThan(0.99999);
  }
}, 30_000);

describe('the tokenizer', () => {
  it.each([
    ['Hello World', [101, 7592, 2088, 102]],
    ['hello, wörld', [101, 7592, 1010, 2088, 102]],
    ['unaffable', [101, 14477, 20961, 3468, 102]],
    ['', [101, 102]],
  ])('turns "%s" into the ids that the model was trained on', (text, ids) => {
    expect(createTokenizer(readFileSync(files.tokenizer, 'utf8'))(text)).toEqual(ids);
  });

  it('cuts a long text to 128 ids and keeps the closing mark', () => {
    const ids = createTokenizer(readFileSync(files.tokenizer, 'utf8'))('word '.repeat(500));
    expect(ids).toHaveLength(128);
    expect(ids.at(-1)).toBe(102);
  });
});

import { loadBert } from '../../../../knowledge/search/encoder/bert.js';
import { startKernel } from '../../../../knowledge/search/encoder/kernel.js';
import { readTensors } from '../../../../knowledge/search/encoder/tensors.js';

const manifest = (...weights: readonly object[]): string =>
  JSON.stringify({ weightsManifest: [{ weights }] });
const quantization = { dtype: 'uint8', scale: 0.5, min: -1 };

it('finds each quantised tensor at its place, passing over what is stored otherwise', () => {
  const tensors = readTensors(
    manifest(
      { name: 'axis', shape: [], dtype: 'int32' },
      { name: 'a', shape: [2, 3], dtype: 'float32', quantization },
      { name: 'plain', shape: [5], dtype: 'float32' },
      { name: 'b', shape: [4], dtype: 'float32', quantization },
    ),
  );
  expect([...tensors]).toEqual([
    ['a', { shape: [2, 3], offset: 4, scale: 0.5, min: -1 }],
    ['b', { shape: [4], offset: 30, scale: 0.5, min: -1 }],
  ]);
});

it.each([
  ['[]', 'no weightsManifest'],
  ['{"weightsManifest":[{"weights":{}}]}', 'no weightsManifest'],
  [manifest({ name: 'a' }), 'without name or shape'],
  [manifest({ name: 'a', shape: [-1] }), 'without name or shape'],
  ['{', 'JSON'],
])('refuses %s as a manifest', (text, reason) => {
  expect(() => readTensors(text)).toThrow(reason);
});

it.each([
  [manifest(), 'no quantised tensor "unknown"'],
  [manifest({ name: 'unknown', shape: [9, 9], quantization }), 'has the shape 9,9; 9,384 was expected'],
])('refuses a model that is no such BERT: %s', (text, reason) => {
  expect(() => loadBert(readTensors(text), '/dev/null', startKernel(4_000_000))).toThrow(reason);
});

import { spawnSync } from 'node:child_process';
import { startKernel } from '../../../../knowledge/search/encoder/kernel.js';
import { gelu } from './reference.js';

it('is compiled from its source', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['knowledge/search/encoder/compile-kernel.js', '--check'],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 60_000);

it('multiplies rows with a byte matrix, up to the largest values without overflow', () => {
  const { kernel, allocate, bytes, floats } = startKernel(2_000_000);
  const [rows, depth, width] = [5, 1536, 16];
  const [x, matrix, weights, bias, packed, y] = [
    allocate(4 * rows * depth),
    allocate(depth * width),
    allocate(depth * width),
    allocate(4 * width),
    allocate(8 * depth * rows),
    allocate(4 * 8 * width),
  ];
  // Row 0 and column 0 hold extremes; the rest is a fixed pattern of small and large values of both signs.
  floats(x, rows * depth).forEach((_, i, all) => {
    all[i] = i < depth ? -3 : Math.sin(i) * 10 ** (i % 3);
  });
  bytes(matrix, depth * width).forEach((_, i, all) => {
    all[i] = i % width === 0 ? 255 : (i * 7919) % 256;
  });
  floats(bias, width).forEach((_, i, all) => {
    all[i] = i;
  });
  kernel.pack(matrix, weights, depth, width);
  kernel.quantise(x, rows, depth, Math.floor((2 ** 31 - 1) / (255 * depth)), packed);
  kernel.multiply(packed, rows, depth, width, weights, 0.01, -1.2, bias, y);

  const [input, factors] = [floats(x, rows * depth), bytes(matrix, depth * width)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      let expected = column;
      let size = 0;
      for (let k = 0; k < depth; k++) {
        const product = (input[row * depth + k] ?? 0) * ((factors[k * width + column] ?? 0) * 0.01 - 1.2);
        expected += product;
        size += Math.abs(product);
      }
      const found = floats(y, 8 * width)[row * width + column] ?? Number.NaN;
      expect(Math.abs(found - expected)).toBeLessThan(size * 2e-4);
    }
  }
});

it('computes the activation to within two millionths', () => {
  const { kernel, allocate, floats } = startKernel(100_000);
  const count = 4_000;
  const at = allocate(4 * count);
  const values = floats(at, count);
  for (let i = 0; i < count; i++) values[i] = (i - count / 2) / 200;
  const expected = Array.from(values, gelu);
  kernel.gelu(at, count);
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - (values[i] ?? Number.NaN))));
  expect(worst).toBeLessThan(2e-6);
});

it('lets attention pick the row whose key answers the query, however large the scores', () => {
  const { kernel, allocate, floats } = startKernel(100_000);
  const [rows, width] = [3, 32];
  const [q, k, v, weights, y] = [0, 1, 2, 3, 4].map(() => allocate(4 * 4 * width)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  for (let row = 0; row < rows; row++) {
    floats(q + 4 * row * width, width)[row] = 500;
    floats(k + 4 * row * width, width)[row] = 500;
    floats(v + 4 * row * width, width).fill(row + 1);
  }
  kernel.attend(q, k, v, rows, width, weights, y);
  expect([0, 1, 2].map((row) => floats(y, rows * width)[row * width])).toEqual([1, 2, 3]);
});

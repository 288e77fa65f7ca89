import { type Bert, INNER, MOST_TOKENS, type Norm, WIDTH } from './bert.js';
import type { Address, Machine } from './kernel.js';
import type { Dense } from './weights-file.js';

/** Beside the weights: room for the layers between the layers. */
export const WORKING_MEMORY = 4_000_000;

/** The largest whole number that keeps `depth` products with a byte, summed up, inside 32 bits. */
const limitOf = (depth: number): number => Math.min(32_767, Math.floor((2 ** 31 - 1) / (255 * depth)));

/** The forward pass: token ids, at most MOST_TOKENS, to one vector of WIDTH floats and length one. */
export function createNetwork(bert: Bert, machine: Machine): (ids: readonly number[]) => Float32Array {
  const { kernel } = machine;
  const rows = (width: number): Address => machine.allocate(4 * MOST_TOKENS * width);
  const [x, y, query, key, value] = [rows(WIDTH), rows(WIDTH), rows(WIDTH), rows(WIDTH), rows(WIDTH)];
  const inner = rows(INNER);
  const packed = machine.allocate(MOST_TOKENS * (2 * INNER + 8));
  const attention = machine.allocate(4 * MOST_TOKENS);
  const tokens = machine.floats(x, MOST_TOKENS * WIDTH);

  const quantise = (from: Address, count: number, depth: number): void =>
    kernel.quantise(from, count, depth, limitOf(depth), packed);
  const multiply = (count: number, by: Dense, to: Address): void =>
    kernel.multiply(packed, count, by.depth, by.width, by.weights, by.scale, by.min, by.bias, to);
  const addAndNormalise = (other: Address, count: number, { gain, shift }: Norm): void =>
    kernel.addAndNormalise(x, other, count, WIDTH, gain, shift);

  const embed = (ids: readonly number[]): void => {
    ids.forEach((id, row) => {
      bert.words.read(id, x + 4 * WIDTH * row);
    });
    addAndNormalise(bert.positions, ids.length, bert.embeddingNorm);
  };

  return (ids) => {
    const count = ids.length;
    embed(ids);
    for (const layer of bert.layers) {
      quantise(x, count, WIDTH);
      multiply(count, layer.query, query);
      multiply(count, layer.key, key);
      multiply(count, layer.value, value);
      kernel.attend(query, key, value, count, WIDTH, attention, y);
      quantise(y, count, WIDTH);
      multiply(count, layer.mix, y);
      addAndNormalise(y, count, layer.mixNorm);
      quantise(x, count, WIDTH);
      multiply(count, layer.widen, inner);
      kernel.gelu(inner, count * INNER);
      quantise(inner, count, INNER);
      multiply(count, layer.narrow, y);
      addAndNormalise(y, count, layer.narrowNorm);
    }
    return direction(tokens.subarray(0, count * WIDTH));
  };
}

/** The sum of the rows brought to length one: the same as their mean brought to length one. */
function direction(rows: Float32Array): Float32Array {
  const sum = new Float64Array(WIDTH);
  rows.forEach((value, index) => {
    sum[index % WIDTH] = (sum[index % WIDTH] ?? 0) + value;
  });
  const length = Math.hypot(...sum);
  return Float32Array.from(sum, (value) => value / length);
}

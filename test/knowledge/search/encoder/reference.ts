import { readFileSync } from 'node:fs';
import type { ModelFiles } from '../../../../knowledge/search/encoder/model-files.js';
import { readTensors, valuesIn } from '../../../../knowledge/search/encoder/tensors.js';

const WIDTH = 384;
const HEAD = 32;
const BERT = 'StatefulPartitionedCall/model/tf_bert_model/bert';

type Matrix = readonly Float64Array[];

/** The same network written down as the textbooks do, in double precision and without any haste. */
export function createReference(files: ModelFiles): (ids: readonly number[]) => Float64Array {
  const tensors = readTensors(readFileSync(files.manifest, 'utf8'));
  const file = readFileSync(files.weights);

  const values = (name: string): Float64Array => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`no tensor ${name}`);
    const { offset, shape, scale, min } = tensor;
    const result = new Float64Array(valuesIn(shape));
    for (let i = 0; i < result.length; i++) result[i] = scale * (file[offset + i] ?? 0) + min;
    return result;
  };
  const [words, positions, types] = [values('unknown'), values('unknown_0'), values('unknown_1')];
  const row = (table: Float64Array, index: number): Float64Array =>
    table.subarray(index * WIDTH, (index + 1) * WIDTH);

  const dense = (x: Matrix, name: string): Matrix => {
    const weights = values(`${BERT}/${name}/Tensordot/ReadVariableOp`);
    const bias = values(`${BERT}/${name}/BiasAdd/ReadVariableOp`);
    return x.map((input) => {
      const output = bias.slice();
      for (let k = 0; k < input.length; k++) {
        const line = weights.subarray(k * output.length, (k + 1) * output.length);
        const value = at(input, k);
        for (let j = 0; j < output.length; j++) output[j] = (output[j] ?? 0) + value * (line[j] ?? 0);
      }
      return output;
    });
  };

  const norm = (x: Matrix, name: string): Matrix => {
    const gain = values(`${BERT}/${name}/LayerNorm/batchnorm/mul/ReadVariableOp`);
    const shift = values(`${BERT}/${name}/LayerNorm/batchnorm/ReadVariableOp`);
    return x.map((input) => {
      const mean = sum(input) / WIDTH;
      const deviation = Math.sqrt(sum(input.map((value) => (value - mean) ** 2)) / WIDTH + 1e-12);
      return input.map((value, i) => ((value - mean) / deviation) * at(gain, i) + at(shift, i));
    });
  };

  return (ids) => {
    let x = norm(
      ids.map((id, place) => add(add(row(words, id), row(positions, place)), row(types, 0))),
      'embeddings',
    );
    for (let index = 0; index < 6; index++) {
      const layer = `encoder/layer_._${index}`;
      const [q, k, v] = ['query', 'key', 'value'].map((part) => dense(x, `${layer}/attention/self/${part}`));
      const mixed = dense(attend(q ?? [], k ?? [], v ?? []), `${layer}/attention/output/dense`);
      const attended = norm(zip(x, mixed), `${layer}/attention/output`);
      const wide = dense(attended, `${layer}/intermediate/dense`).map((line) => line.map(gelu));
      x = norm(zip(attended, dense(wide, `${layer}/output/dense`)), `${layer}/output`);
    }
    const total = x.reduce(add);
    return total.map((value) => value / Math.hypot(...total));
  };
}

function attend(q: Matrix, k: Matrix, v: Matrix): Matrix {
  return q.map((query) => {
    const output = new Float64Array(WIDTH);
    for (let head = 0; head < WIDTH; head += HEAD) {
      const part = query.subarray(head, head + HEAD);
      const powers = k.map((key) =>
        Math.exp(sum(part.map((value, i) => value * at(key, head + i))) / Math.sqrt(HEAD)),
      );
      const total = powers.reduce((a, b) => a + b);
      powers.forEach((power, other) => {
        for (let i = head; i < head + HEAD; i++)
          output[i] = at(output, i) + (power / total) * at(v[other], i);
      });
    }
    return output;
  });
}

/** x · Φ(x), the error function by the series whose terms are all positive. */
export function gelu(x: number): number {
  const z = Math.min(Math.abs(x) / Math.SQRT2, 6);
  let term = z;
  let series = z;
  for (let n = 1; term > series * 1e-17; n++) {
    term *= (2 * z * z) / (2 * n + 1);
    series += term;
  }
  return x * (0.5 + (Math.sign(x) * series * Math.exp(-z * z)) / Math.sqrt(Math.PI));
}

function at(values: Float64Array | undefined, index: number): number {
  const value = values?.[index];
  if (value === undefined) throw new Error(`index ${index} is out of bounds`);
  return value;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value + at(b, index));
}

function zip(a: Matrix, b: Matrix): Matrix {
  return a.map((row, index) => add(row, b[index] ?? row));
}

import type { Address, Machine } from './kernel.js';
import type { Tensor } from './tensors.js';
import { type Dense, openWeights, type Table } from './weights-file.js';

/** Width of a token's vector, and of the sentence's. */
export const WIDTH = 384;
/** Width between the two dense layers that follow attention. */
export const INNER = 4 * WIDTH;
/** The most tokens of one text: the model was trained on no more. */
export const MOST_TOKENS = 128;

/** A layer normalisation. */
export interface Norm {
  readonly gain: Address;
  readonly shift: Address;
}

/** One transformer layer. */
export interface Layer {
  readonly query: Dense;
  readonly key: Dense;
  readonly value: Dense;
  readonly mix: Dense;
  readonly mixNorm: Norm;
  readonly widen: Dense;
  readonly narrow: Dense;
  readonly narrowNorm: Norm;
}

/** A BERT model in the kernel's memory. */
export interface Bert {
  /** One row a word piece. */
  readonly words: Table;
  /** One row of floats for each of MOST_TOKENS places in the text. */
  readonly positions: Address;
  readonly embeddingNorm: Norm;
  readonly layers: readonly Layer[];
}

const PREFIX = 'StatefulPartitionedCall/model/tf_bert_model/bert';
const queryOf = (index: number): string => `${PREFIX}/encoder/layer_._${index}/attention/self/query`;

/**
 * Reads a BERT model of width 384 with any number of layers, as TensorFlow.js names its tensors. Throws when a tensor is
 * missing, has another shape, or the file ends too early.
 */
export function loadBert(tensors: ReadonlyMap<string, Tensor>, file: string, machine: Machine): Bert {
  const source = openWeights(file, tensors, machine, WIDTH * INNER);

  const norm = (name: string): Norm => ({
    gain: source.floats(`${name}/LayerNorm/batchnorm/mul/ReadVariableOp`, WIDTH),
    shift: source.floats(`${name}/LayerNorm/batchnorm/ReadVariableOp`, WIDTH),
  });

  const layer = (name: string): Layer => ({
    query: source.dense(`${name}/attention/self/query`, WIDTH, WIDTH),
    key: source.dense(`${name}/attention/self/key`, WIDTH, WIDTH),
    value: source.dense(`${name}/attention/self/value`, WIDTH, WIDTH),
    mix: source.dense(`${name}/attention/output/dense`, WIDTH, WIDTH),
    mixNorm: norm(`${name}/attention/output`),
    widen: source.dense(`${name}/intermediate/dense`, WIDTH, INNER),
    narrow: source.dense(`${name}/output/dense`, INNER, WIDTH),
    narrowNorm: norm(`${name}/output`),
  });

  const words = source.table('unknown', WIDTH);
  const positions = placesOf(source.table('unknown_0', WIDTH), source.table('unknown_1', WIDTH), machine);
  const embeddingNorm = norm(`${PREFIX}/embeddings`);
  const layers: Layer[] = [];
  while (tensors.has(`${queryOf(layers.length)}/Tensordot/ReadVariableOp`)) {
    layers.push(layer(`${PREFIX}/encoder/layer_._${layers.length}`));
  }
  if (layers.length === 0) throw new Error('model.json has no BERT layers');
  return { words, positions, embeddingNorm, layers };
}

/** What a token's place adds to its vector, and what its being part of the first and only text does. */
function placesOf(places: Table, types: Table, machine: Machine): Address {
  const type = machine.allocate(4 * WIDTH);
  types.read(0, type);
  const start = machine.allocate(4 * WIDTH * MOST_TOKENS);
  for (let row = 0; row < MOST_TOKENS; row++) places.read(row, start + 4 * WIDTH * row);
  const first = machine.floats(type, WIDTH);
  const table = machine.floats(start, WIDTH * MOST_TOKENS);
  for (let i = 0; i < table.length; i++) table[i] = (table[i] ?? 0) + (first[i % WIDTH] ?? 0);
  return start;
}

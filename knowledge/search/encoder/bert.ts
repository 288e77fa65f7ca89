import type { Address, Machine } from './kernel.js';
import type { Tensor } from './tensors.js';
import { type Bytes, type Dense, openWeights } from './weights-file.js';

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
  readonly words: Bytes & { readonly count: number };
  /** One row of floats for each place in the text. */
  readonly positions: Address;
  readonly embeddingNorm: Norm;
  readonly layers: readonly Layer[];
}

const POSITIONS = 512;
const PREFIX = 'StatefulPartitionedCall/model/tf_bert_model/bert';
const queryOf = (index: number): string => `${PREFIX}/encoder/layer_._${index}/attention/self/query`;

/**
 * Reads a BERT model of width 384 with any number of layers, as TensorFlow.js names its tensors. Throws when a tensor is
 * missing, has another shape, or the file ends too early.
 */
export function loadBert(tensors: ReadonlyMap<string, Tensor>, file: string, machine: Machine): Bert {
  const source = openWeights(file, tensors, machine, WIDTH * INNER);

  const norm = (name: string): Norm => ({
    gain: source.floats(`${name}/LayerNorm/batchnorm/mul/ReadVariableOp`, [WIDTH]),
    shift: source.floats(`${name}/LayerNorm/batchnorm/ReadVariableOp`, [WIDTH]),
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

  try {
    const count = tensors.get('unknown')?.shape[0] ?? 0;
    const words = { ...source.bytes('unknown', [count, WIDTH]), count };
    const positions = source.floats('unknown_0', [POSITIONS, WIDTH]);
    const type = machine.floats(source.floats('unknown_1', [2, WIDTH]), WIDTH);
    const table = machine.floats(positions, MOST_TOKENS * WIDTH);
    for (let i = 0; i < table.length; i++) table[i] = (table[i] ?? 0) + (type[i % WIDTH] ?? 0);
    const layers: Layer[] = [];
    while (tensors.has(`${queryOf(layers.length)}/Tensordot/ReadVariableOp`)) {
      layers.push(layer(`${PREFIX}/encoder/layer_._${layers.length}`));
    }
    if (layers.length === 0) throw new Error('model.json has no BERT layers');
    return {
      words,
      positions,
      embeddingNorm: norm(`${PREFIX}/embeddings`),
      layers,
    };
  } finally {
    source.close();
  }
}

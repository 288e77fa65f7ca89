import { type Bm25, createBm25, type Index, indexOf } from './bm25.js';
import { type Features, featuresOf, type Rarity, rarityIn } from './features.js';
import { type Matrix, matrixOf } from './matrix.js';
import type { Reading } from './reading.js';
import { type Regression, trainRegression } from './regression.js';
import { words } from './tokenise.js';

/** A training text, the number of its label, how much it counts, and its vector when there is an encoder. */
export interface Row {
  readonly text: string;
  readonly label: number;
  readonly weight: number;
  readonly vector?: Float32Array;
}

/** What a ranker has learned from its rows. */
export interface Weights {
  readonly rarity: Rarity;
  /** Sees the grams; absent when it cannot help. */
  readonly lexical?: Regression;
  /** Sees the sentence vector; absent when the rows have none. */
  readonly meaning?: Regression;
}

/** What a ranker remembers of its rows. */
export interface Memory {
  /** The number of each row's label. */
  readonly labels: Uint32Array;
  /** The words of the rows. */
  readonly index: Index;
  /** The vectors of the rows; absent when they have none. */
  readonly vectors?: Matrix;
}

/** Finds the evidence for each label: regressions and the rows themselves, remembered. */
export interface Ranker {
  /** The class of each label in the regressions: its own, or one that many labels share. */
  readonly classes: readonly number[];
  readonly reading: Reading;
  readonly weights: Weights;
  readonly memory: Memory;
  readonly bm25: Bm25;
}

/** Trains both regressions; `size` is how many features are told apart, a power of two. */
export function trainRanker(
  rows: readonly Row[],
  classes: readonly number[],
  reading: Reading,
  size: number,
): Weights {
  const texts = rows.map(({ text }) => text);
  const rarity = rarityIn(texts, reading, size);
  const train = (length: number, featuresFor: (row: Row) => Features): Regression =>
    trainRegression(
      rows.map((row) => ({ features: featuresFor(row), label: classes[row.label] ?? 0, weight: row.weight })),
      Math.max(0, ...classes) + 1,
      length,
    );
  const dimensions = rows[0]?.vector?.length;
  return {
    rarity,
    lexical: train(size, ({ text }) => featuresOf(text, rarity, reading)),
    ...(dimensions && { meaning: train(dimensions, ({ vector }) => vectorFeatures(vector)) }),
  };
}

export function rememberRows(rows: readonly Row[], { synonyms }: Pick<Reading, 'synonyms'>): Memory {
  const width = rows[0]?.vector?.length ?? 0;
  const vectors = new Float32Array(rows.length * width);
  rows.forEach(({ vector }, at) => {
    if (vector) vectors.set(vector, at * width);
  });
  return {
    labels: Uint32Array.from(rows, ({ label }) => label),
    index: indexOf(rows.map(({ text }) => words(text, synonyms))),
    ...(width > 0 && { vectors: matrixOf(vectors, width) }),
  };
}

export function createRanker(
  memory: Memory,
  classes: readonly number[],
  reading: Reading,
  weights: Weights,
): Ranker {
  return { classes, reading, weights, memory, bm25: createBm25(memory.index) };
}

/** Vectors are of unit length; this much longer they train as fast as the grams. */
const vectorLength = 4;

/** A sentence vector as the regression sees it. */
export function vectorFeatures(vector: Float32Array = new Float32Array()): Features {
  return { indices: Uint32Array.from(vector.keys()), values: vector.map((value) => value * vectorLength) };
}

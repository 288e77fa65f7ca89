import { type Bm25, createBm25 } from './bm25.js';
import { type Features, featuresOf, type Rarity, rarityIn } from './features.js';
import type { Reading } from './reading.js';
import { logits, type Regression, softmax, trainRegression } from './regression.js';
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

/** Finds the evidence for each label: regressions and the rows themselves, remembered. */
export interface Ranker extends Weights {
  /** The class of each label in the regressions: its own, or one that many labels share. */
  readonly classes: readonly number[];
  readonly reading: Reading;
  readonly rows: readonly Row[];
  readonly bm25: Bm25;
  /** The vectors of the rows, one after the other. */
  readonly vectors: Float32Array;
}

/**
 * How the signs compare with each other, without and with a sentence vector; found on labelled messages of other bots,
 * where it was the same over a wide range.
 */
export const lexicalWeights = [1, 1, 0.5];
export const fullWeights = [1, 1, 0.5, 0.5, 7, 2];

const lexicalSigns = lexicalWeights.length;
const fullSigns = fullWeights.length;

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

export function createRanker(
  rows: readonly Row[],
  classes: readonly number[],
  reading: Reading,
  weights: Weights,
): Ranker {
  const bm25 = createBm25(rows.map(({ text }) => words(text, reading.synonyms)));
  const width = rows[0]?.vector?.length ?? 0;
  const vectors = new Float32Array(rows.length * width);
  rows.forEach(({ vector }, at) => {
    if (vector) vectors.set(vector, at * width);
  });
  return { ...weights, rows, classes, reading, bm25, vectors };
}

/**
 * What speaks for each label, label after label: log-probability, nearest and second-nearest row by words; with a
 * vector also log-probability, nearest and second-nearest row by meaning.
 */
export function evidence(ranker: Ranker, text: string, vector?: Float32Array): Float32Array {
  const { classes, reading, rows, rarity, bm25, vectors, lexical, meaning } = ranker;
  const signs = vector ? fullSigns : lexicalSigns;
  const result = new Float32Array(classes.length * signs);
  if (lexical)
    putLogProbabilities(result, 0, signs, classes, logits(lexical, featuresOf(text, rarity, reading)));
  bm25.search(words(text, reading.synonyms), (at, score) => {
    keepTwo(result, (rows[at]?.label ?? 0) * signs + 1, score);
  });
  if (vector === undefined) return result;
  if (meaning) putLogProbabilities(result, 3, signs, classes, logits(meaning, vectorFeatures(vector)));
  for (let at = 0; at < rows.length; at += 1) {
    keepTwo(result, (rows[at]?.label ?? 0) * signs + 4, nearness(vectors, at * vector.length, vector));
  }
  return result;
}

/** Vectors are of unit length; this much longer they train as fast as the grams. */
const vectorLength = 4;

function vectorFeatures(vector: Float32Array = new Float32Array()): Features {
  return { indices: Uint32Array.from(vector.keys()), values: vector.map((value) => value * vectorLength) };
}

/** Less than this says no more than "no". */
const surelyNot = -12;

function putLogProbabilities(
  result: Float32Array,
  sign: number,
  signs: number,
  classes: readonly number[],
  scores: Float32Array,
): void {
  const logs = softmax(scores).map((probability) => Math.max(Math.log(probability), surelyNot));
  for (let label = 0; label < classes.length; label += 1) {
    result[label * signs + sign] = logs[classes[label] ?? 0] ?? surelyNot;
  }
}

/** Keeps the highest value at `at` and the second highest behind it. */
function keepTwo(list: Float32Array, at: number, value: number): void {
  const best = list[at] ?? 0;
  if (value > best) {
    list[at] = value;
    list[at + 1] = best;
  } else if (value > (list[at + 1] ?? 0)) list[at + 1] = value;
}

/** The dot product of the vector with the one that begins at `from`; four sums side by side are twice as fast as one. */
function nearness(vectors: Float32Array, from: number, vector: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < vector.length; at += 4) {
    a += (vectors[from + at] ?? 0) * (vector[at] ?? 0);
    b += (vectors[from + at + 1] ?? 0) * (vector[at + 1] ?? 0);
    c += (vectors[from + at + 2] ?? 0) * (vector[at + 2] ?? 0);
    d += (vectors[from + at + 3] ?? 0) * (vector[at + 3] ?? 0);
  }
  return a + b + c + d;
}

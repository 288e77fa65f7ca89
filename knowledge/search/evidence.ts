import { featuresOf } from './features.js';
import { dotRow } from './matrix.js';
import { type Ranker, vectorFeatures } from './ranker.js';
import { logits, softmax } from './regression.js';
import { words } from './tokenise.js';

/**
 * How the signs compare with each other, without and with a sentence vector; found on labelled messages of other bots,
 * where it was the same over a wide range.
 */
export const lexicalWeights = [1, 1, 0.5];
export const fullWeights = [1, 1, 0.5, 0.5, 7, 2];

const lexicalSigns = lexicalWeights.length;
const fullSigns = fullWeights.length;

/** What speaks for each label by words, label after label: log-probability, nearest and second-nearest row. */
export function evidenceOfWords(ranker: Ranker, text: string): Float32Array {
  const { classes, reading, weights, memory, bm25 } = ranker;
  const result = new Float32Array(classes.length * lexicalSigns);
  if (weights.lexical) {
    const features = featuresOf(text, weights.rarity, reading);
    putLogProbabilities(result, 0, lexicalSigns, classes, logits(weights.lexical, features));
  }
  bm25.search(words(text, reading.synonyms), (at, score) => {
    keepTwo(result, (memory.labels[at] ?? 0) * lexicalSigns + 1, score);
  });
  return result;
}

/** The same and, behind it for each label, as much by meaning: log-probability, nearest and second-nearest row. */
export function withMeaning(
  { classes, weights, memory: { labels, vectors } }: Ranker,
  byWords: Float32Array,
  vector: Float32Array,
): Float32Array {
  const result = new Float32Array(classes.length * fullSigns);
  for (let label = 0; label < classes.length; label += 1) {
    result.set(byWords.subarray(label * lexicalSigns, (label + 1) * lexicalSigns), label * fullSigns);
  }
  if (weights.meaning) {
    const scores = logits(weights.meaning, vectorFeatures(vector));
    putLogProbabilities(result, lexicalSigns, fullSigns, classes, scores);
  }
  for (let at = 0; vectors && at < labels.length; at += 1) {
    keepTwo(result, (labels[at] ?? 0) * fullSigns + lexicalSigns + 1, dotRow(vectors, at, vector));
  }
  return result;
}

/** All evidence there is for a text. */
export function evidence(ranker: Ranker, text: string, vector: Float32Array | undefined): Float32Array {
  const byWords = evidenceOfWords(ranker, text);
  return vector ? withMeaning(ranker, byWords, vector) : byWords;
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

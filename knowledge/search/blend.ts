import { softmax } from './regression.js';

/** How much each sign of the evidence counts, and each group of labels from the start: a conditional logit. */
export interface Blend {
  readonly weights: readonly number[];
  readonly bias: readonly number[];
}

/** A case to learn from: the evidence for each label and the right label. */
export interface Case {
  readonly evidence: Float32Array;
  readonly label: number;
  readonly weight: number;
}

const rounds = 80;
const rate = 0.08;

/**
 * Calibrates the given weights: finds how much to trust them altogether and the bias of each group, from cases whose
 * evidence was found without them. How the signs compare with each other is not learned: what customers write in the same
 * hand as the phrasings would flatter those that fit closest.
 */
export function calibrate(
  weights: readonly number[],
  cases: readonly Case[],
  groups: readonly number[],
): Blend {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const scored = cases.map((one) => ({ ...one, scores: scoresOf(weights, one.evidence, groups.length) }));
  const parameters = new Float64Array(2 + Math.max(...groups));
  const momentum = new Float64Array(parameters.length);
  const squares = new Float64Array(parameters.length);
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = new Float64Array(parameters.length);
    const trust = Math.exp(parameters[0] ?? 0);
    for (const { scores, label, weight } of scored) {
      const errors = softmax(
        scores.map((score, at) => trust * score + (parameters[1 + (groups[at] ?? 0)] ?? 0)),
      );
      errors[label] = (errors[label] ?? 0) - 1;
      for (let at = 0; at < errors.length; at += 1) {
        const share = ((errors[at] ?? 0) * weight) / total;
        const group = 1 + (groups[at] ?? 0);
        gradient[0] = (gradient[0] ?? 0) + share * trust * (scores[at] ?? 0);
        gradient[group] = (gradient[group] ?? 0) + share;
      }
    }
    gradient.forEach((slope, at) => {
      const mean = 0.9 * (momentum[at] ?? 0) + 0.1 * slope;
      const square = 0.99 * (squares[at] ?? 0) + 0.01 * slope * slope;
      momentum[at] = mean;
      squares[at] = square;
      const step = mean / (1 - 0.9 ** round) / (Math.sqrt(square / (1 - 0.99 ** round)) + 1e-8);
      parameters[at] = (parameters[at] ?? 0) - rate * step;
    });
  }
  const trust = Math.exp(parameters[0] ?? 0);
  return { weights: weights.map((weight) => weight * trust), bias: [...parameters.subarray(1)] };
}

/** The probability of each label. */
export function blend(
  { weights, bias }: Blend,
  evidence: Float32Array,
  groups: readonly number[],
): Float32Array {
  const scores = scoresOf(weights, evidence, groups.length);
  groups.forEach((group, at) => {
    scores[at] = (scores[at] ?? 0) + (bias[group] ?? 0);
  });
  return softmax(scores);
}

function scoresOf(weights: readonly number[], evidence: Float32Array, labels: number): Float32Array {
  const scores = new Float32Array(labels);
  for (let at = 0; at < labels; at += 1) {
    let score = 0;
    for (let sign = 0; sign < weights.length; sign += 1) {
      score += (weights[sign] ?? 0) * (evidence[at * weights.length + sign] ?? 0);
    }
    scores[at] = score;
  }
  return scores;
}

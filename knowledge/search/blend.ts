import { softmax } from './regression.js';

/** How much the signs of the evidence count, and what speaks for each group of labels from the start. */
export interface Blend {
  /** One for each sign. */
  readonly weights: readonly number[];
  /** For each group: a bias, then how much each mark of the message speaks for the group. */
  readonly groups: readonly (readonly number[])[];
}

/** What is known of a message: the evidence for each label, sign by sign, and its marks. */
export interface Observed {
  readonly evidence: Float32Array;
  readonly marks: readonly number[];
}

/** A message with its right label, to calibrate on. */
export interface Case extends Observed {
  readonly label: number;
  readonly weight: number;
}

const rounds = 120;
const rate = 0.06;

/** Pulls what marks say towards nothing; a bias may be what it will. */
const caution = 0.003;

/**
 * Calibrates the given weights: finds how much to trust them altogether, and what each group gets, from cases whose evidence
 * was found without them. How the signs compare with each other is not learned: messages in the same hand as the phrasings
 * would flatter those that fit closest. `groupOf` is the group of each label.
 */
export function calibrate(
  weights: readonly number[],
  cases: readonly Case[],
  groupOf: readonly number[],
): Blend {
  const width = 1 + (cases[0]?.marks.length ?? 0);
  const count = Math.max(...groupOf) + 1;
  const total = cases.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const scored = cases.map((one) => ({ ...one, scores: scoresOf(weights, one.evidence, groupOf.length) }));
  const parameters = new Float64Array(1 + count * width);
  const momentum = new Float64Array(parameters.length);
  const squares = new Float64Array(parameters.length);
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = parameters.map((value, at) =>
      at === 0 || (at - 1) % width === 0 ? 0 : caution * value,
    );
    const current = blendFrom(weights, parameters, count, width);
    const trust = Math.exp(parameters[0] ?? 0);
    for (const { scores, marks, label, weight } of scored) {
      const errors = softmax(withGroups(scores, trust, marks, current.groups, groupOf));
      errors[label] = (errors[label] ?? 0) - 1;
      const sums = new Float64Array(count);
      errors.forEach((error, at) => {
        const share = (error * weight) / total;
        gradient[0] = (gradient[0] ?? 0) + share * trust * (scores[at] ?? 0);
        sums[groupOf[at] ?? 0] = (sums[groupOf[at] ?? 0] ?? 0) + share;
      });
      sums.forEach((share, group) => {
        const first = 1 + group * width;
        gradient[first] = (gradient[first] ?? 0) + share;
        marks.forEach((mark, at) => {
          gradient[first + 1 + at] = (gradient[first + 1 + at] ?? 0) + share * mark;
        });
      });
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
  return blendFrom(weights, parameters, count, width);
}

function blendFrom(
  weights: readonly number[],
  parameters: Float64Array,
  count: number,
  width: number,
): Blend {
  const trust = Math.exp(parameters[0] ?? 0);
  return {
    weights: weights.map((weight) => weight * trust),
    groups: Array.from({ length: count }, (_, group) => [
      ...parameters.subarray(1 + group * width, 1 + (group + 1) * width),
    ]),
  };
}

/** The probability of each label. */
export function blend(
  { weights, groups }: Blend,
  { evidence, marks }: Observed,
  groupOf: readonly number[],
): Float32Array {
  return softmax(withGroups(scoresOf(weights, evidence, groupOf.length), 1, marks, groups, groupOf));
}

function withGroups(
  scores: Float32Array,
  trust: number,
  marks: readonly number[],
  groups: Blend['groups'],
  groupOf: readonly number[],
): Float32Array {
  const given = groups.map(([bias = 0, ...slopes]) =>
    slopes.reduce((sum, slope, at) => sum + slope * (marks[at] ?? 0), bias),
  );
  const result = new Float32Array(scores.length);
  for (let at = 0; at < result.length; at += 1) {
    result[at] = trust * (scores[at] ?? 0) + (given[groupOf[at] ?? 0] ?? 0);
  }
  return result;
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

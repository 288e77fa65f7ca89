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

const rounds = 150;
const rate = 0.05;

/** Fits the weights to cases whose evidence was found without them; `groups` is the group of each label. */
export function trainBlend(cases: readonly Case[], groups: readonly number[], signs: number): Blend {
  const groupCount = Math.max(...groups) + 1;
  const parameters = new Float64Array(signs + groupCount).fill(0);
  parameters.fill(0.5, 0, signs);
  const squares = new Float64Array(parameters.length);
  const momentum = new Float64Array(parameters.length);
  const total = cases.reduce((sum, { weight }) => sum + weight, 0) || 1;
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = new Float64Array(parameters.length);
    const current = { weights: [...parameters.subarray(0, signs)], bias: [...parameters.subarray(signs)] };
    for (const { evidence, label, weight } of cases) {
      const errors = blend(current, evidence, groups);
      errors[label] = (errors[label] ?? 0) - 1;
      errors.forEach((error, at) => {
        const share = (error * weight) / total;
        for (let sign = 0; sign < signs; sign += 1) {
          gradient[sign] = (gradient[sign] ?? 0) + share * (evidence[at * signs + sign] ?? 0);
        }
        const group = signs + (groups[at] ?? 0);
        gradient[group] = (gradient[group] ?? 0) + share;
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
  return { weights: [...parameters.subarray(0, signs)], bias: [...parameters.subarray(signs)] };
}

/** The probability of each label. */
export function blend(
  { weights, bias }: Blend,
  evidence: Float32Array,
  groups: readonly number[],
): Float32Array {
  const signs = weights.length;
  const scores = new Float32Array(groups.length);
  groups.forEach((group, at) => {
    let score = bias[group] ?? 0;
    for (let sign = 0; sign < signs; sign += 1) {
      score += (weights[sign] ?? 0) * (evidence[at * signs + sign] ?? 0);
    }
    scores[at] = score;
  });
  return softmax(scores);
}

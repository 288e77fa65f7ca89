import type { Features } from './features.js';
import { addRow, type Matrix, matrixOf } from './matrix.js';
import { seededOrder } from './seeded-order.js';

/** A training example: what it looks like, its class, and how much it counts. */
export interface Example {
  readonly features: Features;
  readonly label: number;
  readonly weight: number;
}

/** Multinomial logistic regression. */
export interface Regression {
  /** A row for each feature, a column for each class. */
  readonly weights: Matrix;
  readonly bias: Float32Array;
}

/** Each example is learned from so often; many examples teach enough in fewer rounds. */
const mostRounds = 8;
const fewestRounds = 4;
const enoughSteps = 20_000;

const rate = 0.7;

/** Pull of each touched weight towards zero. */
const decay = 1e-3;

const biasRate = 0.02;

/** Below this a class is surely not meant: its weights are left alone, which makes training several times faster. */
const negligible = 3e-3;

/** Fits by AdaGrad, one learning rate for each feature, in a fixed order: the same examples give the same weights. */
export function trainRegression(examples: readonly Example[], classes: number, size: number): Regression {
  const weights = new Float32Array(size * classes);
  const bias = new Float32Array(classes);
  const squares = new Float64Array(size).fill(1e-2);
  const touched = new Int32Array(classes);
  const rounds = Math.min(mostRounds, Math.max(fewestRounds, Math.ceil(enoughSteps / examples.length)));
  for (let round = 1; round <= rounds; round += 1) {
    for (const at of seededOrder(examples.length, round)) {
      const example = examples[at];
      if (example === undefined) continue;
      const { indices, values } = example.features;
      const errors = softmax(scoresOf(weights, bias, example.features));
      errors[example.label] = (errors[example.label] ?? 0) - 1;
      let count = 0;
      let loss = 0;
      for (let label = 0; label < classes; label += 1) {
        const error = (errors[label] ?? 0) * example.weight;
        if (Math.abs(error) < negligible) continue;
        errors[label] = error;
        bias[label] = (bias[label] ?? 0) - biasRate * error;
        loss += error * error;
        touched[count] = label;
        count += 1;
      }
      for (let f = 0; f < indices.length; f += 1) {
        const feature = indices[f] ?? 0;
        const value = values[f] ?? 0;
        const square = (squares[feature] ?? 0) + value * value * loss;
        squares[feature] = square;
        const step = rate / Math.sqrt(square);
        const kept = 1 - step * decay;
        for (let t = 0; t < count; t += 1) {
          const label = touched[t] ?? 0;
          const cell = feature * classes + label;
          weights[cell] = (weights[cell] ?? 0) * kept - step * value * (errors[label] ?? 0);
        }
      }
    }
  }
  return { weights: matrixOf(weights, classes), bias };
}

function scoresOf(weights: Float32Array, bias: Float32Array, { indices, values }: Features): Float32Array {
  const result = Float32Array.from(bias);
  for (let f = 0; f < indices.length; f += 1) {
    const row = (indices[f] ?? 0) * bias.length;
    const value = values[f] ?? 0;
    for (let label = 0; label < bias.length; label += 1) {
      result[label] = (result[label] ?? 0) + value * (weights[row + label] ?? 0);
    }
  }
  return result;
}

/** The raw score of each class. */
export function logits({ weights, bias }: Regression, { indices, values }: Features): Float32Array {
  const result = Float32Array.from(bias);
  for (let f = 0; f < indices.length; f += 1) addRow(weights, indices[f] ?? 0, values[f] ?? 0, result);
  return result;
}

/** Scores made into probabilities. */
export function softmax(scores: Float32Array): Float32Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) highest = Math.max(highest, score);
  const powers = new Float32Array(scores.length);
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const power = Math.exp((scores[at] ?? 0) - highest);
    powers[at] = power;
    sum += power;
  }
  for (let at = 0; at < powers.length; at += 1) powers[at] = (powers[at] ?? 0) / sum;
  return powers;
}

import type { Features } from './features.js';
import { seededOrder } from './seeded-order.js';

/** What signs at a joint say for another problem behind it; those that say next to nothing are left out. */
export interface JointWeights {
  readonly signs: Uint32Array;
  /** One for each of the signs. */
  readonly weights: Float32Array;
  readonly bias: number;
}

/** The weight of every sign there can be. */
interface Fitted {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** A report whose number of problems is known, though not where each begins. */
export interface Joined {
  readonly joints: readonly Features[];
  readonly several: boolean;
  readonly weight: number;
}

/** The mean of several runs, each in another order, depends less on the order of few reports. */
const runs = 3;
const rounds = 15;
const rate = 0.3;

/** Pull of each touched weight towards zero. */
const decay = 5e-3;

/** Most joints join what belongs together. */
const firstBias = -1.5;
const biasRate = 0.05;

/** Weights smaller than this say next to nothing. */
const leastWeight = 0.01;

/** Steps smaller than this teach nothing. */
const negligible = 1e-4;

/**
 * Fits by AdaGrad, in a fixed order. A report holds several problems when another one begins at any of its joints: so no
 * joint of a single report may look like a beginning, and of one with several the likeliest joints learn most.
 */
export function trainJoints(reports: readonly Joined[], size: number): JointWeights {
  const weights = new Float32Array(size);
  let bias = 0;
  for (let run = 0; run < runs; run += 1) {
    const fitted = fitOnce(reports, size, run * rounds);
    fitted.weights.forEach((weight, at) => {
      weights[at] = (weights[at] ?? 0) + weight / runs;
    });
    bias += fitted.bias / runs;
  }
  const signs = Uint32Array.from(weights.keys()).filter(
    (sign) => Math.abs(weights[sign] ?? 0) >= leastWeight,
  );
  return { signs, weights: Float32Array.from(signs, (sign) => weights[sign] ?? 0), bias };
}

/** One run; `orders`: how many orders of the reports are left to other runs. */
function fitOnce(reports: readonly Joined[], size: number, orders: number): Fitted {
  const weights = new Float32Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  let bias = firstBias;
  let biasSquare = 1e-2;
  for (let round = 1; round <= rounds; round += 1) {
    for (const at of seededOrder(reports.length, orders + round)) {
      const report = reports[at];
      if (report === undefined) continue;
      const chances = report.joints.map((joint) => chanceOf(joint, bias, (sign) => weights[sign]));
      const none = chances.reduce((product, chance) => product * (1 - chance), 1);
      const blame = report.several ? -none / Math.max(1 - none, 1e-6) : 1;
      report.joints.forEach(({ indices, values }, joint) => {
        const error = (chances[joint] ?? 0) * blame * report.weight;
        if (Math.abs(error) < negligible) return;
        biasSquare += 0.1 * error * error;
        bias -= (biasRate * error) / Math.sqrt(biasSquare);
        for (let f = 0; f < indices.length; f += 1) {
          const sign = indices[f] ?? 0;
          const slope = error * (values[f] ?? 0);
          const square = (squares[sign] ?? 0) + slope * slope;
          squares[sign] = square;
          const step = rate / Math.sqrt(square);
          weights[sign] = (weights[sign] ?? 0) * (1 - step * decay) - step * slope;
        }
      });
    }
  }
  return { weights, bias };
}

/** Tells how likely another problem begins at each joint. */
export function createChances({
  signs,
  weights,
  bias,
}: JointWeights): (joints: readonly Features[]) => readonly number[] {
  const known = new Map(Array.from(signs, (sign, at) => [sign, weights[at]]));
  return (joints) => joints.map((joint) => chanceOf(joint, bias, (sign) => known.get(sign)));
}

function chanceOf(
  { indices, values }: Features,
  bias: number,
  weightOf: (sign: number) => number | undefined,
): number {
  let score = bias;
  for (let f = 0; f < indices.length; f += 1) score += (weightOf(indices[f] ?? 0) ?? 0) * (values[f] ?? 0);
  return 1 / (1 + Math.exp(-score));
}

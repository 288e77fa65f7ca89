import type { Features } from './features.js';
import { seededOrder } from './seeded-order.js';

/** What each sign at a joint says for another problem behind it. */
export interface JointWeights {
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
const rounds = 25;
const rate = 0.3;

/** Pull of each touched weight towards zero. */
const decay = 5e-3;

/** Most joints join what belongs together. */
const firstBias = -1.5;
const biasRate = 0.05;

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
  return { weights, bias };
}

/** One run; `orders`: how many orders of the reports are left to other runs. */
function fitOnce(reports: readonly Joined[], size: number, orders: number): JointWeights {
  const weights = new Float32Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  let bias = firstBias;
  let biasSquare = 1e-2;
  for (let round = 1; round <= rounds; round += 1) {
    for (const at of seededOrder(reports.length, orders + round)) {
      const report = reports[at];
      if (report === undefined) continue;
      const chances = chancesAt(report.joints, { weights, bias });
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

/** How likely another problem begins at each joint. */
export function chancesAt(joints: readonly Features[], { weights, bias }: JointWeights): readonly number[] {
  return joints.map(({ indices, values }) => {
    let score = bias;
    for (let f = 0; f < indices.length; f += 1) score += (weights[indices[f] ?? 0] ?? 0) * (values[f] ?? 0);
    return 1 / (1 + Math.exp(-score));
  });
}

import { z } from 'zod';
import { type Blend, blend, type Case, calibrate, type Observed } from './blend.js';
import type { Encoder } from './encoder/encoder.js';
import {
  createRanker,
  evidence,
  fullWeights,
  lexicalWeights,
  type Ranker,
  type Row,
  trainRanker,
} from './ranker.js';
import { forEncoder, type Reading } from './reading.js';
import { seededOrder } from './seeded-order.js';

/** A labelled phrase of somebody's own; label null: out of scope. */
export const labelledShape = z.object({ text: z.string(), label: z.string().nullable() });

export type Labelled = z.infer<typeof labelledShape>;

/** How a model trained on the one file does on the other. */
export interface PhraseEvaluation {
  readonly labels: number;
  readonly trained: number;
  readonly inScope: number;
  readonly outOfScope: number;
  /** The threshold that serves both sorts best on the training rows, found by cross-validation; and others beside it. */
  readonly thresholds: readonly {
    readonly threshold: number;
    readonly chosen: boolean;
    /** Share of the in-scope rows that get their label with at least this probability. */
    readonly inScopeAccuracy: number;
    /** Share of the out-of-scope rows whose best label is less probable than that; null when there are none. */
    readonly outOfScopeRecall: number | null;
  }[];
}

const features = 2 ** 15;
const folds = 4;

/** Thresholds that are reported beside the chosen one; 0.1 is usual for comparing systems by in-scope accuracy. */
const reported = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Nothing but words: no cues and no synonyms of the current knowledge. */
const plain: Reading = { synonyms: new Map(), cueIds: [], cues: () => [] };

/** Trains the recogniser's model on the one list and tries it on the other. */
export async function evaluatePhrases(
  train: readonly Labelled[],
  test: readonly Labelled[],
  encoder?: Encoder,
): Promise<PhraseEvaluation> {
  const labels = [...new Set(train.flatMap(({ label }) => label ?? []))];
  const known = await rowsOf(train, labels, encoder);
  const { weighing, threshold: chosen } = learnThreshold(known, labels.length);
  const ranker = rankerOf(known, labels.length);
  const verdicts = (await rowsOf(test, labels, encoder)).map((row) =>
    verdictOf(observe(ranker, row), row, weighing, labels.length),
  );
  const inside = verdicts.filter(({ outside }) => !outside);
  const outside = verdicts.filter((verdict) => verdict.outside);
  return {
    labels: labels.length,
    trained: known.filter((row) => !row.outside).length,
    inScope: inside.length,
    outOfScope: outside.length,
    thresholds: [...new Set([...reported, chosen])]
      .sort((a, b) => a - b)
      .map((threshold) => ({
        threshold,
        chosen: threshold === chosen,
        inScopeAccuracy: shareOf(inside, ({ right, probability }) => right && probability >= threshold) ?? 0,
        outOfScopeRecall: shareOf(outside, ({ probability }) => probability < threshold),
      })),
  };
}

interface LabelledRow extends Row {
  readonly outside: boolean;
}

/** The best label of a row and whether it is the right one. */
interface Verdict {
  readonly outside: boolean;
  readonly right: boolean;
  readonly probability: number;
}

async function rowsOf(
  rows: readonly Labelled[],
  labels: readonly string[],
  encoder: Encoder | undefined,
): Promise<readonly LabelledRow[]> {
  const vectors = await encoder?.encode(rows.map(({ text }) => forEncoder(text, plain)));
  return rows.map(({ text, label }, at) => {
    const vector = vectors?.[at];
    const number = label === null ? -1 : labels.indexOf(label);
    return { text, label: number, outside: label === null, weight: 1, ...(vector && { vector }) };
  });
}

/** Calibration and threshold from rows that the rankers in question have not seen. */
function learnThreshold(
  rows: readonly LabelledRow[],
  labels: number,
): { weighing: Blend; threshold: number } {
  const order = seededOrder(rows.length, 7);
  const held = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const isHeld = (_: LabelledRow, at: number): boolean => (order[at] ?? 0) % folds === fold;
    const ranker = rankerOf(
      rows.filter((row, at) => !isHeld(row, at)),
      labels,
    );
    return rows.filter(isHeld).map((row) => ({ row, observed: observe(ranker, row) }));
  });
  const cases = held.flatMap(({ row, observed }): readonly Case[] =>
    row.outside ? [] : [{ ...observed, label: row.label, weight: 1 }],
  );
  const weighing = calibrate(rows[0]?.vector ? fullWeights : lexicalWeights, cases, groupsFor(labels));
  const verdicts = held.map(({ row, observed }) => verdictOf(observed, row, weighing, labels));
  return { weighing, threshold: bestThreshold(verdicts) };
}

/** Without examples out of scope: the highest threshold that keeps nearly all right answers. */
const kept = 0.98;

function bestThreshold(verdicts: readonly Verdict[]): number {
  const right = verdicts.filter((verdict) => verdict.right).length;
  const outside = verdicts.some((verdict) => verdict.outside);
  const steps = Array.from({ length: 100 }, (_, at) => at / 100);
  const worth = (threshold: number): number =>
    verdicts.filter((one) =>
      one.outside ? one.probability < threshold : one.right && one.probability >= threshold,
    ).length;
  if (!outside) return steps.findLast((threshold) => worth(threshold) >= kept * right) ?? 0;
  return steps.reduce((best, threshold) => (worth(threshold) > worth(best) ? threshold : best));
}

function observe(ranker: Ranker, { text, vector }: Row): Observed {
  return { evidence: evidence(ranker, text, vector), marks: [] };
}

function verdictOf(
  observed: Observed,
  { label, outside }: LabelledRow,
  weighing: Blend,
  labels: number,
): Verdict {
  const probabilities = blend(weighing, observed, groupsFor(labels));
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { outside, right: best === label, probability: probabilities[best] ?? 0 };
}

/** Rows out of scope are no class of their own: what is outside has no bounds. */
function rankerOf(rows: readonly LabelledRow[], labels: number): Ranker {
  const inside = rows.filter(({ outside }) => !outside);
  const classes = Array.from({ length: labels }, (_, at) => at);
  return createRanker(inside, classes, plain, trainRanker(inside, classes, plain, features));
}

function groupsFor(labels: number): readonly number[] {
  return new Array<number>(labels).fill(0);
}

function shareOf(verdicts: readonly Verdict[], holds: (verdict: Verdict) => boolean): number | null {
  return verdicts.length === 0 ? null : verdicts.filter(holds).length / verdicts.length;
}

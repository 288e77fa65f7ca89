import { z } from 'zod';
import { type Blend, blend } from './blend.js';
import type { Encoder } from './encoder/encoder.js';
import { evidence, fullWeights, lexicalWeights } from './evidence.js';
import { createRanker, type Ranker, type Row, rememberRows, trainRanker } from './ranker.js';
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
  /** The chosen threshold and others beside it. */
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

/** Thresholds that are reported beside the chosen one. */
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
  const chosen = chooseThreshold(known, labels.length);
  const ranker = rankerOf(known, labels.length);
  const verdicts = (await rowsOf(test, labels, encoder)).map((row) => verdictOf(ranker, row));
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

/** Published comparisons answer from here on; it serves where the training rows hold nothing out of scope to choose by. */
const usual = 0.1;

/** The threshold that judges most training rows rightly, each by a ranker that has not seen it. */
function chooseThreshold(rows: readonly LabelledRow[], labels: number): number {
  if (rows.every(({ outside }) => !outside)) return usual;
  const order = seededOrder(rows.length, 7);
  const verdicts = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const isHeld = (_: LabelledRow, at: number): boolean => (order[at] ?? 0) % folds === fold;
    const ranker = rankerOf(
      rows.filter((row, at) => !isHeld(row, at)),
      labels,
    );
    return rows.filter(isHeld).map((row) => verdictOf(ranker, row));
  });
  const judged = (threshold: number): number =>
    verdicts.filter(({ outside, right, probability }) =>
      outside ? probability < threshold : right && probability >= threshold,
    ).length;
  const steps = Array.from({ length: 100 }, (_, at) => at / 100);
  return steps.reduce((best, threshold) => (judged(threshold) > judged(best) ? threshold : best));
}

function verdictOf(ranker: Ranker, { text, vector, label, outside }: LabelledRow): Verdict {
  const weighing: Blend = { weights: vector ? fullWeights : lexicalWeights, groups: [[0]] };
  const observed = { evidence: evidence(ranker, text, vector), marks: [] };
  const probabilities = blend(
    weighing,
    observed,
    ranker.classes.map(() => 0),
  );
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { outside, right: best === label, probability: probabilities[best] ?? 0 };
}

/** Rows out of scope are no class of their own: what is outside has no bounds. */
function rankerOf(rows: readonly LabelledRow[], labels: number): Ranker {
  const inside = rows.filter(({ outside }) => !outside);
  const classes = Array.from({ length: labels }, (_, at) => at);
  return createRanker(
    rememberRows(inside, plain),
    classes,
    plain,
    trainRanker(inside, classes, plain, features),
  );
}

function shareOf(verdicts: readonly Verdict[], holds: (verdict: Verdict) => boolean): number | null {
  return verdicts.length === 0 ? null : verdicts.filter(holds).length / verdicts.length;
}

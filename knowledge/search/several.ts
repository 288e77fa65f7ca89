import { featuresOf, rarityIn } from './features.js';
import type { Report } from './phrases.js';
import type { Outliner } from './problems.js';
import type { Weights } from './ranker.js';
import type { Reading } from './reading.js';
import { probabilities, trainRegression } from './regression.js';

/** Features told apart; a power of two. */
const size = 2 ** 13;

const [one, many] = [0, 1];

/** Above this a report is split. */
const likely = 0.5;

/** So many runs in different orders; a single one moves some reports to either side by chance. */
const runs = 6;

/** How a report is built says far more than its words: those are another customer's the next time. */
const signWeight = 2;

/** A plain report counts less than one that was written to be told apart. */
const plainWeight = 0.5;

/** Learns from reports with a known number of problems, and from plain ones of one problem, to tell one from several. */
export function trainSeveral(
  reports: readonly Report[],
  plain: readonly string[],
  outline: Outliner,
): Weights {
  const reading = readingBy(outline);
  const rows = [
    ...reports.map(({ text, count }) => ({ text, label: count > 1 ? many : one, share: 1 })),
    ...plain.map((text) => ({ text, label: one, share: plainWeight })),
  ];
  const rarity = rarityIn(
    rows.map(({ text }) => text),
    reading,
    size,
  );
  const sums = [one, many].map((wanted) =>
    rows.reduce((sum, { label, share }) => sum + (label === wanted ? share : 0), 0),
  );
  const examples = rows.map(({ text, label, share }) => ({
    features: featuresOf(text, rarity, reading),
    label,
    weight: (share * rows.length) / 2 / (sums[label] ?? 1),
  }));
  return { rarity, lexical: trainRegression(examples, 2, size, runs) };
}

/** The separate problems of a report, in the customer's words; the whole report when it is a single problem. */
export function partsOf(text: string, outline: Outliner, { rarity, lexical }: Weights): readonly string[] {
  const { pieces } = outline(text);
  if (pieces.length < 2 || lexical === undefined) return [text.trim()];
  const chances = probabilities(lexical, featuresOf(text, rarity, readingBy(outline)));
  return (chances[many] ?? 0) > likely ? pieces : [text.trim()];
}

/** The signs of the outline are what a reading of problems looks for. */
function readingBy(outline: Outliner): Reading {
  return { synonyms: new Map(), cueIds: [], cueWeight: signWeight, cues: (text) => outline(text).signs };
}

import { type Blend, blend } from './blend.js';
import { groupsOf, type Label } from './label.js';
import { knownWords, marksOf } from './marks.js';
import { evidence, type Ranker } from './ranker.js';
import type { Kind } from './recognition.js';

/** A label and its calibrated probability. */
export interface Scored {
  readonly label: Label;
  readonly probability: number;
}

/** What a message can mean, likeliest first, and the probability of each kind. */
export interface Ranking {
  readonly labels: readonly Scored[];
  readonly kinds: Readonly<Record<Kind, number>>;
}

/** Ranks labels for a text; the blend goes with whether there is a vector. */
export type Rank = (weighing: Blend, text: string, vector?: Float32Array) => Ranking;

export function createRank(labels: readonly Label[], ranker: Ranker): Rank {
  const groups = groupsOf(labels);
  const known = knownWords(ranker.rows, labels, ranker.reading);
  return (weighing, text, vector) => {
    const observed = {
      evidence: evidence(ranker, text, vector),
      marks: marksOf(text, ranker.reading, known),
    };
    const probabilities = blend(weighing, observed, groups);
    const sums = { faq: 0, incident: 0, action: 0, smalltalk: 0, unknown: 0 };
    const scored = labels.map((label, at) => {
      const probability = probabilities[at] ?? 0;
      sums[label.kind] += probability;
      return { label, probability };
    });
    return { labels: scored.sort((a, b) => b.probability - a.probability), kinds: sums };
  };
}

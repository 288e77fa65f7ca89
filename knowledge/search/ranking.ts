import { type Blend, blend, type Observed } from './blend.js';
import { evidenceOfWords, withMeaning } from './evidence.js';
import { groupsOf, kinds, type Label } from './label.js';
import { knownWords, marksOf } from './marks.js';
import type { Ranker } from './ranker.js';
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

/** Among many labels those below this are not worth sorting. */
const many = 300;
const hopeless = 1e-4;

/** Ranks labels for a text, in steps, so that what costs time is done once. */
export interface Rank {
  readonly observe: (text: string) => Observed;
  /** The same text seen with its vector, too. */
  readonly understand: (byWords: Observed, vector: Float32Array) => Observed;
  /** The blend goes with whether there is a vector. */
  readonly rank: (weighing: Blend, observed: Observed) => Ranking;
}

export function createRank(labels: readonly Label[], ranker: Ranker): Rank {
  const groups = groupsOf(labels);
  const known = knownWords(ranker.memory, labels);

  const rank: Rank['rank'] = (weighing, observed) => {
    const probabilities = blend(weighing, observed, groups);
    const sums = new Float64Array(kinds.length);
    const scored: Scored[] = [];
    for (let at = 0; at < probabilities.length; at += 1) {
      const probability = probabilities[at] ?? 0;
      const group = groups[at] ?? 0;
      sums[group] = (sums[group] ?? 0) + probability;
      const label = labels[at];
      if (label && (probability > hopeless || labels.length < many)) scored.push({ label, probability });
    }
    const [faq = 0, incident = 0, action = 0, smalltalk = 0, unknown = 0] = sums;
    return {
      labels: scored.sort((a, b) => b.probability - a.probability),
      kinds: { faq, incident, action, smalltalk, unknown },
    };
  };

  return {
    observe: (text) => ({
      evidence: evidenceOfWords(ranker, text),
      marks: marksOf(text, ranker.reading, known),
    }),
    understand: ({ evidence, marks }, vector) => ({ evidence: withMeaning(ranker, evidence, vector), marks }),
    rank,
  };
}

import { kinds, type Label } from './label.js';
import type { Ranking } from './ranking.js';
import type { Decision, Kind } from './recognition.js';

/** How sure the recogniser must be, as calibrated probabilities. */
export interface Thresholds {
  /** Of the question being one to the document, before an entry is given outright. */
  readonly question: number;
  /** Of the first entry among the entries, before it is given outright. */
  readonly entry: number;
  /** Of the question being one to the document, before a choice is offered. */
  readonly choice: number;
  /** Of the message being small talk, before it is taken for that. */
  readonly smallTalk: number;
}

export const thresholds: Thresholds = { question: 0.55, entry: 0.5, choice: 0.2, smallTalk: 0.6 };

/** Where nobody wrote down what the document does not answer, every question looks like one to it: rather ask. */
const cautious: Thresholds = { ...thresholds, entry: 0.9 };

/** How sure a recogniser must be that can tell these labels. */
export function thresholdsFor(labels: readonly Label[]): Thresholds {
  return labels.some(({ kind }) => kind === 'unknown') ? thresholds : cautious;
}

/** What else there is to a message: it speaks of what the document is not about; it holds no word that was ever seen. */
export interface Signs {
  readonly outside: boolean;
  readonly strange: boolean;
}

export interface Verdict {
  readonly kind: Kind;
  readonly decision: Decision;
}

/** What kind of message it is, and what to do with a question. */
export function decide(ranking: Ranking, { outside, strange }: Signs, limits: Thresholds): Verdict {
  const first = kinds.reduce((best, kind) => (ranking.kinds[kind] > ranking.kinds[best] ? kind : best));
  // What makes no sense at all looks more like small talk than like anything else.
  const senseless = strange || ranking.kinds[first] < limits.smallTalk;
  const likeliest = first === 'smalltalk' && senseless ? 'unknown' : first;
  const question = ranking.kinds.faq;
  if (likeliest !== 'faq' && (likeliest !== 'unknown' || question < limits.choice)) {
    return { kind: likeliest, decision: 'none' };
  }
  const entry = ranking.labels.find(({ label }) => label.kind === 'faq')?.probability ?? 0;
  const sure = !outside && question >= limits.question && entry >= limits.entry * question;
  return { kind: 'faq', decision: sure ? 'answer' : 'choose' };
}

import { decide, thresholdsFor } from '../../../knowledge/search/decide.js';
import type { Label } from '../../../knowledge/search/label.js';
import type { Ranking } from '../../../knowledge/search/ranking.js';

const hours: Label = { kind: 'faq', id: 'hours' };
const levels: Label = { kind: 'faq', id: 'levels' };
const near: Label = { kind: 'unknown', id: 'near' };

/** A question to the document that is `sure` about the first of two entries. */
const asking = (sure: number): Ranking => ({
  labels: [
    { label: hours, probability: sure },
    { label: levels, probability: 0.95 - sure },
  ],
  kinds: { faq: 0.95, incident: 0.01, action: 0.01, smalltalk: 0.01, unknown: 0.02 },
});

it('answers where one entry is meant, and offers a choice where two may be', () => {
  const limits = thresholdsFor([hours, levels, near]);
  expect(decide(asking(0.7), false, limits)).toEqual({ kind: 'faq', decision: 'answer' });
  expect(decide(asking(0.4), false, limits)).toEqual({ kind: 'faq', decision: 'choose' });
});

it('gives no entry outright when the message speaks of what the document is not about', () => {
  const limits = thresholdsFor([hours, levels, near]);
  expect(decide(asking(0.9), true, limits)).toEqual({ kind: 'faq', decision: 'choose' });
});

it('asks rather than answers where nobody wrote down what the document leaves open', () => {
  const limits = thresholdsFor([hours, levels]);
  expect(decide(asking(0.7), false, limits)).toEqual({ kind: 'faq', decision: 'choose' });
  expect(decide(asking(0.9), false, limits)).toEqual({ kind: 'faq', decision: 'answer' });
});

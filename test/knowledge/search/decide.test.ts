import { decide, thresholdsFor } from '../../../knowledge/search/decide.js';
import type { Label } from '../../../knowledge/search/label.js';
import type { Ranking } from '../../../knowledge/search/ranking.js';

const hours: Label = { kind: 'faq', id: 'hours' };
const levels: Label = { kind: 'faq', id: 'levels' };
const near: Label = { kind: 'unknown', id: 'near' };

const plain = { outside: false, strange: false };

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
  expect(decide(asking(0.7), plain, limits)).toEqual({ kind: 'faq', decision: 'answer' });
  expect(decide(asking(0.4), plain, limits)).toEqual({ kind: 'faq', decision: 'choose' });
});

it('gives no entry outright when the message speaks of what the document is not about', () => {
  const limits = thresholdsFor([hours, levels, near]);
  expect(decide(asking(0.9), { ...plain, outside: true }, limits)).toEqual({
    kind: 'faq',
    decision: 'choose',
  });
});

it('asks rather than answers where nobody wrote down what the document leaves open', () => {
  const limits = thresholdsFor([hours, levels]);
  expect(decide(asking(0.7), plain, limits)).toEqual({ kind: 'faq', decision: 'choose' });
  expect(decide(asking(0.9), plain, limits)).toEqual({ kind: 'faq', decision: 'answer' });
});

it('takes for small talk only what surely is', () => {
  const limits = thresholdsFor([hours, near]);
  const chatting = (sure: number): Ranking => ({
    labels: [{ label: { kind: 'smalltalk', id: 'greeting' }, probability: sure }],
    kinds: { faq: 0, incident: 0, action: 0, smalltalk: sure, unknown: 1 - sure },
  });
  expect(decide(chatting(0.9), plain, limits).kind).toBe('smalltalk');
  expect(decide(chatting(0.55), plain, limits).kind).toBe('unknown');
  expect(decide(chatting(0.9), { ...plain, strange: true }, limits).kind).toBe('unknown');
});

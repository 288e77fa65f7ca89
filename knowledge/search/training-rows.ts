import type { Entry } from '../entry.js';
import { unitsOf } from '../units.js';
import { kinds, type Label } from './label.js';
import type { Row } from './ranker.js';
import type { SearchContent } from './search-content.js';

/** A training row; `said` rows are customers' words, the others the document's. */
export interface TrainingRow extends Row {
  readonly said: boolean;
}

/** The vector of a text, when there is an encoder. */
export type VectorOf = (text: string) => Float32Array | undefined;

/** The share of the training weight of each kind, whatever the number of its phrasings. */
const shares = { faq: 0.45, incident: 0.2, action: 0.12, smalltalk: 0.08, unknown: 0.15 };

/** The document's own words count less than a customer's. */
const documentWeight = 0.5;

/** A report of several problems shows the criterion of the worst less clearly than one of that alone. */
const reportWeight = 0.5;

interface Source {
  readonly text: string;
  readonly label: Label;
  readonly share: number;
  readonly said: boolean;
}

/** The labels that a model can tell: each entry, and whatever else there are phrasings for. */
export function labelsOf(entries: readonly Entry[], { phrases }: SearchContent): readonly Label[] {
  const labels = new Map(
    entries.map(({ id }) => [`faq ${id}`, { kind: 'faq', id } satisfies Label as Label]),
  );
  for (const { label } of phrases) if (label.kind !== 'faq') labels.set(keyOf(label), label);
  return [...labels.values()];
}

/** All rows, weighed so that each kind has its share and the average weight is one. */
export function trainingRows(
  entries: readonly Entry[],
  content: SearchContent,
  labels: readonly Label[],
  vectorOf: VectorOf = () => undefined,
): readonly TrainingRow[] {
  const numbers = new Map(labels.map((label, at) => [keyOf(label), at]));
  // Phrasings of entries that this document does not have are of no use.
  const sources = sourcesOf(entries, content).filter(({ label }) => numbers.has(keyOf(label)));
  const sums = { faq: 0, incident: 0, action: 0, smalltalk: 0, unknown: 0 };
  for (const { label, share } of sources) sums[label.kind] += share;
  const whole = kinds.reduce((sum, kind) => sum + (sums[kind] > 0 ? shares[kind] : 0), 0);
  return sources.map(({ text, label, share, said }) => {
    const weight = (share * sources.length * shares[label.kind]) / (whole * sums[label.kind]);
    const vector = vectorOf(text);
    return { text, label: numbers.get(keyOf(label)) ?? 0, weight, said, ...(vector && { vector }) };
  });
}

function sourcesOf(entries: readonly Entry[], { phrases, facts, reports }: SearchContent): readonly Source[] {
  const ofEntries = entries.flatMap((entry) => {
    const label: Label = { kind: 'faq', id: entry.id };
    const say = (texts: readonly string[], share: number, said: boolean): readonly Source[] =>
      texts.map((text) => ({ text, label, share, said }));
    return [
      ...say([entry.question, entry.title, ...entry.alsoAsked], 1, false),
      ...say(
        unitsOf(entry).map(({ text }) => text),
        documentWeight,
        false,
      ),
      ...say(
        (Object.hasOwn(facts, entry.id) ? (facts[entry.id] ?? []) : []).flatMap(({ asked }) => asked),
        1,
        true,
      ),
    ];
  });
  const longReports = reports.map(({ text, criterion }): Source => {
    return { text, label: { kind: 'incident', id: criterion }, share: reportWeight, said: true };
  });
  return [
    ...ofEntries,
    ...phrases.map(({ text, label }) => ({ text, label, share: 1, said: true })),
    ...longReports,
  ];
}

function keyOf({ kind, id }: Label): string {
  return `${kind} ${id}`;
}

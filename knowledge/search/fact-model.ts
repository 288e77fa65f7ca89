import { type Blend, blend } from './blend.js';
import { evidence } from './evidence.js';
import type { Fact } from './facts.js';
import type { Matrix } from './matrix.js';
import { createRanker, type Ranker, type Row, rememberRows, trainRanker, type Weights } from './ranker.js';
import type { Reading } from './reading.js';
import type { VectorOf } from './training-rows.js';

/** Tells which fact of one entry a question asks for. */
export interface FactModel {
  readonly facts: readonly Fact[];
  readonly ranker: Ranker;
}

/** Features told apart; a power of two. An entry has few facts, so few will do. */
const features = 2 ** 13;

/** What the fact itself says counts less than how customers ask for it. */
const ownWords = 0.5;

/** What tells the facts of an entry apart; undefined where the editor gave no questions for them. */
export function trainFacts(
  facts: readonly Fact[],
  rows: readonly Row[],
  reading: Reading,
): Weights | undefined {
  if (facts.every(({ asked }) => asked.length === 0)) return undefined;
  return trainRanker(rows, classesOf(facts), reading, features);
}

/** `vectors`: those of the facts' rows, in order. Without weights the facts' own words must do. */
export function createFactModel(
  facts: readonly Fact[],
  reading: Reading,
  vectors: Matrix | undefined,
  weights: Weights = { rarity: new Float32Array() },
): FactModel {
  const memory = { ...rememberRows(factRows(facts), reading), ...(vectors && { vectors }) };
  return { facts, ranker: createRanker(memory, classesOf(facts), reading, weights) };
}

/** The rows that a fact model is made from; `vectorOf` gives the vector of a text when there is an encoder. */
export function factRows(facts: readonly Fact[], vectorOf: VectorOf = () => undefined): readonly Row[] {
  return facts.flatMap(({ unit, asked }, label) =>
    [{ text: unit.text, weight: ownWords }, ...asked.map((text) => ({ text, weight: 1 }))].map((said) => {
      const vector = vectorOf(said.text);
      return { ...said, label, ...(vector && { vector }) };
    }),
  );
}

/** How the evidence is weighed, by words alone and with the sentence vector. */
const byWords: Blend = { weights: [1, 3, 1], groups: [[0]] };
const byMeaning: Blend = { weights: [0.7, 2, 0.5, 0.7, 4, 2], groups: [[0]] };

/** What was said before the last message counts so much for which fact is meant. */
const before = 0.5;

/** A second fact that customers are known to ask for is told, too, when it is at least this share as likely as the first. */
const rivalShare = 0.25;

/** A fact, how likely it is the one that is asked for, and a second one that may as well be meant. */
export interface ChosenFact {
  readonly fact: Fact | undefined;
  readonly probability: number;
  readonly rival?: Fact;
}

/** The fact that the last of the `said` messages most likely asks for; `vector`: that of all of them. */
export function chooseFact(
  { facts, ranker }: FactModel,
  said: readonly string[],
  vector: Float32Array | undefined,
): ChosenFact {
  const found = said.map((text, at) => {
    const last = at === said.length - 1;
    return evidence(ranker, text, vector).map((sign) => (last ? sign : sign * before));
  });
  const sum = found.reduce((all, one) => all.map((sign, at) => sign + (one[at] ?? 0)));
  const chances = blend(
    vector ? byMeaning : byWords,
    { evidence: sum, marks: [] },
    facts.map(() => 0),
  );
  const [best, second] = facts
    .map((fact, at) => ({ fact, probability: chances[at] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);
  if (best === undefined) return { fact: undefined, probability: 0 };
  const isRival = (second?.probability ?? 0) >= rivalShare * best.probability && second?.fact.asked.length;
  return { ...best, ...(isRival && { rival: second.fact }) };
}

function classesOf(facts: readonly Fact[]): readonly number[] {
  return facts.map((_, at) => at);
}

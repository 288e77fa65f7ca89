import type { Entry } from '../entry.js';
import { chooseFact, createFactModel, type FactModel, factRows } from './fact-model.js';
import { factsOf } from './facts.js';
import type { Model } from './model.js';
import type { Row } from './ranker.js';
import type { Reading } from './reading.js';
import { tellFact } from './tell-fact.js';

/** Tells the fact of an entry that a question, the last of what was said, asks for; null when it asks for none in particular. */
export type FactTeller = (
  entry: Entry | undefined,
  said: readonly string[],
  vector?: Float32Array,
) => string | null;

/** Facts are made ready entry by entry, when first asked for. */
export function createFactTeller(model: Model, rows: readonly Row[], reading: Reading): FactTeller {
  const vectors = new Map(rows.flatMap(({ text, vector }) => (vector ? [[text, vector] as const] : [])));
  const ready = new Map<string, FactModel>();

  const modelOf = (entry: Entry): FactModel => {
    const known = ready.get(entry.id);
    if (known) return known;
    const facts = factsOf(entry, model.content.facts);
    const weights = Object.hasOwn(model.facts, entry.id) ? model.facts[entry.id] : undefined;
    const made = createFactModel(
      facts,
      factRows(facts, (text) => vectors.get(text)),
      reading,
      weights,
    );
    ready.set(entry.id, made);
    return made;
  };

  return (entry, said, vector) => {
    const fact = entry && chooseFact(modelOf(entry), said, vector);
    return fact ? tellFact(fact, entry, said) : null;
  };
}

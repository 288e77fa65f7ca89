import type { Entry } from '../entry.js';
import { chooseFact, createFactModel, type FactModel } from './fact-model.js';
import { factsOf } from './facts.js';
import { rowsOf } from './matrix.js';
import type { Model } from './model.js';
import type { Reading } from './reading.js';
import { tellFact } from './tell-fact.js';

/**
 * Tells the fact of an entry that a question, the last of what was said, asks for; null when it asks for none in particular.
 * `vectorOf` is asked for the vector of all that was said where words alone leave it open.
 */
export type FactTeller = (
  entry: Entry | undefined,
  said: readonly string[],
  vectorOf: () => Promise<Float32Array | undefined>,
) => Promise<string | null>;

/** From here on words alone tell which fact is meant. */
const clear = 0.9;

/** Below this no single fact is asked for. */
const sure = 0.3;

/** Facts are made ready entry by entry, when first asked for. */
export function createFactTeller({ content, facts: learned, memory }: Model, reading: Reading): FactTeller {
  const ready = new Map<string, FactModel>();

  const modelOf = (entry: Entry): FactModel => {
    const known = ready.get(entry.id);
    if (known) return known;
    const { weights, rows = [] } = (Object.hasOwn(learned, entry.id) && learned[entry.id]) || {};
    const vectors = memory.vectors && rows.length > 0 ? rowsOf(memory.vectors, rows) : undefined;
    const made = createFactModel(factsOf(entry, content.facts), reading, vectors, weights);
    ready.set(entry.id, made);
    return made;
  };

  return async (entry, said, vectorOf) => {
    if (entry === undefined) return null;
    const facts = modelOf(entry);
    const byWords = chooseFact(facts, said, undefined);
    const vector = byWords.probability < clear ? await vectorOf() : undefined;
    const { fact, probability, rival } = vector ? chooseFact(facts, said, vector) : byWords;
    return fact && probability >= sure ? tellFact(fact, entry, said, rival) : null;
  };
}

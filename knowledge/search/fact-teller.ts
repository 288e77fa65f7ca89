import type { Entry } from '../entry.js';
import { chooseFact, createFactModel, type FactModel } from './fact-model.js';
import { factsOf } from './facts.js';
import { rowsOf } from './matrix.js';
import type { Model } from './model.js';
import type { Reading } from './reading.js';
import { tellFact } from './tell-fact.js';

/** Tells the fact of an entry that a question, the last of what was said, asks for; null when it asks for none in particular. */
export type FactTeller = (
  entry: Entry | undefined,
  said: readonly string[],
  vector?: Float32Array,
) => string | null;

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

  return (entry, said, vector) => {
    const fact = entry && chooseFact(modelOf(entry), said, vector);
    return fact ? tellFact(fact, entry, said) : null;
  };
}

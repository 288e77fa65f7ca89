import type { Entry } from '../entry.js';
import type { Finding } from '../finding.js';
import { hasAllWords } from '../key-words.js';
import { type Unit, unitsOf } from '../units.js';

/** A single thing that customers ask an entry for: the unit that answers, further ones that travel with it, and how it is asked for. */
export interface Fact {
  readonly unit: Unit;
  readonly also: readonly Unit[];
  readonly asked: readonly string[];
}

/** What the editor says of one fact. */
export interface EditorsFact {
  readonly id: string;
  /** Key words of the unit that answers, all in one unit; the first such unit is meant. */
  readonly find: readonly string[];
  /** Key words of each further unit that is to be said with it. */
  readonly also: readonly (readonly string[])[];
  /** Questions that ask for exactly this. */
  readonly asked: readonly string[];
}

/** Editor's facts by entry id. */
export type FactsFile = Readonly<Record<string, readonly EditorsFact[]>>;

/** The facts of an entry: the editor's, then one for each unit that none of them is about. Facts that lead to no unit are left out. */
export function factsOf(entry: Entry, file: FactsFile): readonly Fact[] {
  const units = unitsOf(entry);
  const given = editorsFacts(entry, file).flatMap(({ find, also, asked }) => {
    const unit = unitWith(units, find);
    return unit ? [{ unit, also: also.flatMap((words) => unitWith(units, words) ?? []), asked }] : [];
  });
  const left = units.filter((unit) => !given.some((fact) => fact.unit === unit));
  return [...given, ...left.map((unit): Fact => ({ unit, also: [], asked: [] }))];
}

/** A warning for each list of key words that leads to no unit of its entry. */
export function checkFacts(entries: readonly Entry[], file: FactsFile): readonly Finding[] {
  return entries.flatMap((entry) => {
    const units = unitsOf(entry);
    return editorsFacts(entry, file).flatMap(({ id, find, also }) =>
      [find, ...also]
        .filter((words) => unitWith(units, words) === undefined)
        .map((words): Finding => {
          const message = `${entry.id} > ${id}: no sentence, row, item or link of the entry holds all of "${words.join('", "')}"`;
          return { file: 'facts.yaml', severity: 'warning', message };
        }),
    );
  });
}

function editorsFacts({ id }: Entry, file: FactsFile): readonly EditorsFact[] {
  return Object.hasOwn(file, id) ? (file[id] ?? []) : [];
}

function unitWith(units: readonly Unit[], words: readonly string[]): Unit | undefined {
  return units.find(({ text, url }) => hasAllWords(`${text} ${url ?? ''}`, words));
}

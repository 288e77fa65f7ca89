import { type Clause, clausesOf } from './clauses.js';
import { compilePattern, findPattern, type Pattern, type Span, spokenIn } from './pattern.js';
import type { Separators } from './separators.js';

/** How a report is built: the clauses that tell something, and the words in it that part problems. */
export interface Outline {
  readonly text: string;
  readonly clauses: readonly ToldClause[];
  readonly separators: readonly Separator[];
}

/** A clause together with those before it that only part it from the rest ("one more thing, not related: ..."). */
export interface ToldClause extends Clause {
  /** Where what it tells begins. */
  readonly tells: number;
}

/** Words that part problems, where they stand. */
export interface Separator extends Span {
  readonly kind: 'another' | 'also' | 'announced' | 'same';
}

/** Reads the outline of a report. */
export type Outliner = (text: string) => Outline;

/** Further into a message nobody begins another problem. */
const readLength = 4000;

/** With fewer words beside those that part problems a clause tells nothing; one that announces several may say more. */
const fewestWords = 2;
const fewestBesideAnnouncement = 6;

export function createOutliner(separators: Separators): Outliner {
  const kinds = (['another', 'also', 'announced', 'same'] as const).map((kind) => ({
    kind,
    patterns: separators[kind].map(compilePattern),
  }));
  const joins = separators.joins.map(compilePattern);
  return (text) => {
    const read = text.slice(0, readLength);
    const said = spokenIn(read);
    const find = (patterns: readonly Pattern[]): readonly Span[] =>
      patterns.flatMap((pattern) => findPattern(pattern, said));
    const clauses = clausesOf(read, find(joins));
    if (clauses.length < 2) return { text, clauses: toldOf(clauses, read, []), separators: [] };
    const found = kinds.flatMap(({ kind, patterns }) => find(patterns).map((span) => ({ ...span, kind })));
    return { text, clauses: toldOf(clauses, read, found), separators: found };
  };
}

/** The words that part a clause from the one before; `same` parts nothing. */
export function parting(separators: readonly Separator[]): readonly Separator[] {
  return separators.filter(({ kind }) => kind !== 'same');
}

function toldOf(
  clauses: readonly Clause[],
  text: string,
  separators: readonly Separator[],
): readonly ToldClause[] {
  const told: ToldClause[] = [];
  let silent: Clause | undefined;
  clauses.forEach((clause, at) => {
    const last = at === clauses.length - 1;
    const before = silent;
    silent = undefined;
    if (!last && !tellsSomething(clause, parting(separators)))
      silent = before ? { ...clause, from: before.from, joint: before.joint } : clause;
    else {
      const { from, joint } = before ?? clause;
      told.push({ from, to: clause.to, text: text.slice(from, clause.to), joint, tells: clause.from });
    }
  });
  return told;
}

function tellsSomething({ from, to, text }: Clause, separators: readonly Separator[]): boolean {
  const here = separators.filter((one) => one.from >= from && one.from < to);
  if (here.length === 0) return true;
  const beside = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu)).filter(
    ({ index }) => !here.some((one) => index + from >= one.from && index + from < one.to),
  ).length;
  return beside >= (here.some(({ kind }) => kind === 'announced') ? fewestBesideAnnouncement : fewestWords);
}

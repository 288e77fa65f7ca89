import { type Clause, clausesOf, item, wordCount } from './clauses.js';
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

/** More clauses than this tell no more; the last one holds the rest. */
const mostClauses = 60;

function toldOf(
  clauses: readonly Clause[],
  text: string,
  separators: readonly Separator[],
): readonly ToldClause[] {
  const told: ToldClause[] = [];
  const partingHere = parting(separators);
  let silent: Clause | undefined;
  clauses.forEach((clause, at) => {
    const { from, joint } = silent ?? clause;
    if (at < clauses.length - 1 && !tellsSomething(clause, partingHere)) {
      silent = { ...clause, from, joint };
      return;
    }
    silent = undefined;
    const last = told.at(-1);
    if (last && (told.length >= mostClauses || (joint !== item && goesOn(last, clause)))) {
      told[told.length - 1] = { ...last, to: clause.to, text: text.slice(last.from, clause.to) };
    } else told.push({ from, to: clause.to, text: text.slice(from, clause.to), joint, tells: clause.from });
  });
  return told;
}

/** Whether a clause is too short, or the one before was, to stand by itself. */
function goesOn(before: ToldClause, { text, joint }: Clause): boolean {
  const short = (piece: string): boolean => wordCount(piece) < fewestWords;
  return short(before.text) || (short(text) && !joint.includes('\n'));
}

function tellsSomething({ from, to, text }: Clause, separators: readonly Separator[]): boolean {
  const here = separators.filter((one) => one.from >= from && one.from < to);
  if (here.length === 0) return true;
  const beside = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu)).filter(
    ({ index }) => !here.some((one) => index + from >= one.from && index + from < one.to),
  ).length;
  return beside >= (here.some(({ kind }) => kind === 'announced') ? fewestBesideAnnouncement : fewestWords);
}

import { item, wordCount } from './clauses.js';
import { type Outline, parting, type ToldClause } from './outline.js';

/** In a report of several a joint begins another problem when it is at least so near to the likeliest one. */
const near = 0.5;

/**
 * The report cut where another problem begins, without the words that only part them. `chances`: how likely one begins at
 * each joint. What leads to a list stays with its first item; when one item begins another problem, all do.
 */
export function partsAt(outline: Outline, chances: readonly number[]): readonly string[] {
  const { text, clauses } = outline;
  const firstItem = clauses.findIndex(({ joint }) => joint === item);
  const leads = (at: number): boolean =>
    text[clauses[at - 1]?.to ?? 0] === ':' && wordCount(clauses[at - 1]?.text ?? '') > 0;
  const chanceAt = (at: number): number => (at === 0 || leads(at) ? 0 : (chances[at - 1] ?? 0));
  const least = near * Math.max(...clauses.map((_, at) => chanceAt(at)));
  const likely = (at: number): boolean => chanceAt(at) > 0 && chanceAt(at) >= least;
  const listed = clauses.some(({ joint }, at) => joint === item && likely(at));
  const starts = clauses.flatMap(({ joint }, at) =>
    at === 0 || likely(at) || (listed && joint === item && at > firstItem) ? [at] : [],
  );
  const parts = starts.map((start, number) => {
    const next = starts[number + 1];
    return partOf(outline, start, next === undefined ? text.length : endOf(text, clauses[next - 1]));
  });
  // What stands alone before the first problem is a greeting.
  const told = parts.filter((part, number) => wordCount(part) > (number === 0 ? 1 : 0));
  return told.length > 1 ? told : [text.trim()];
}

/** A full stop belongs to the clause before it. */
function endOf(text: string, clause: ToldClause | undefined): number {
  const to = clause?.to ?? text.length;
  return to + (/^[.!?)]["')\]]{0,3}/.exec(text.slice(to, to + 4))?.[0].length ?? 0);
}

/** What is told from the clause `start` on. */
function partOf({ text, clauses, separators }: Outline, start: number, end: number): string {
  let from = clauses[start]?.tells ?? 0;
  for (const span of [...parting(separators)].sort((a, b) => a.from - b.from)) {
    if (span.to > from && span.to < end && wordCount(text.slice(from, span.from)) === 0) from = span.to;
  }
  return text
    .slice(from, end)
    .replace(/^[\s,.:;)–—-]+/, '')
    .trim();
}

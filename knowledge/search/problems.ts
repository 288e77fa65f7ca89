import { compilePattern, findPattern, type Pattern, type Span, type Spoken, spokenIn } from './pattern.js';

/** The words that part one problem from the next, as patterns. */
export interface Separators {
  /** Another problem follows. */
  readonly another: readonly string[];
  /** Another problem follows, or only another symptom. */
  readonly also: readonly string[];
  /** Several are announced. */
  readonly announced: readonly string[];
  /** All of it is one and the same. */
  readonly same: readonly string[];
  /** A message that begins so goes on with the one before. */
  readonly follows: readonly string[];
}

export const noSeparators: Separators = { another: [], also: [], announced: [], same: [], follows: [] };

/** How a report is built: the pieces it would fall into, and the signs that they are problems of their own. */
export interface Outline {
  readonly pieces: readonly string[];
  readonly signs: readonly string[];
}

/** Reads the outline of a report. */
export type Outliner = (text: string) => Outline;

/** Further into a message nobody begins another problem. */
const readLength = 4000;

export function createOutliner(separators: Separators): Outliner {
  const another = separators.another.map(compilePattern);
  const also = separators.also.map(compilePattern);
  const announced = separators.announced.map(compilePattern);
  const same = separators.same.map(compilePattern);
  return (text) => {
    const read = text.slice(0, readLength);
    const said = spokenIn(read);
    const items = listItems(read);
    const strong = spans(said, another);
    const announcements = spans(said, announced).filter(
      (span) => !strong.some((other) => touches(span, other)),
    );
    const weak = spans(said, also).filter((span) => !strong.some((other) => touches(span, other)));
    const marked = [...announcements, ...strong].sort((a, b) => a.from - b.from);
    const clauses = clausesOf(read);
    const told = [
      items,
      cut(read, marked),
      cut(
        read,
        [...marked, ...weak].sort((a, b) => a.from - b.from),
      ),
      announcements.length > 0 ? cut(read, announcements).flatMap(clausesOf) : clauses,
    ];
    const signs = [
      ...(items.length > 1 ? counted('list', items) : []),
      ...counted('announced', announcements),
      ...counted('another', strong),
      ...counted('also', weak),
      ...counted('same', spans(said, same)),
      ...counted('clauses', clauses),
      ...counted('lines', read.trim().split(/\n+/)),
      ...counted('semicolons', read.split(';')),
    ];
    return { pieces: told.find((pieces) => pieces.length > 1) ?? [read.trim()], signs };
  };
}

/** More of them say no more. */
const mostCounted = 4;

function counted(sign: string, list: readonly unknown[]): readonly string[] {
  return list.length === 0 ? [] : [sign, `${sign}:${Math.min(list.length, mostCounted)}`];
}

function spans(said: Spoken, patterns: readonly Pattern[]): readonly Span[] {
  return patterns.flatMap((pattern) => findPattern(pattern, said));
}

function touches(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The text without the cuts; what is left between two of them is a piece when it says something. */
function cut(text: string, cuts: readonly Span[]): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { from: end, to } of [...cuts, { from: text.length, to: text.length }]) {
    if (end > from) pieces.push(text.slice(from, end));
    from = Math.max(from, to);
  }
  return pieces.map(trimPunctuation).filter((piece) => wordCount(piece) > 2);
}

/** The items of a numbered or bulleted list in the text, when it holds one. */
function listItems(text: string): readonly string[] {
  for (const marker of [
    /(?<![^\s:;,(])\(?(\d)[.):]\s+/g,
    /(?<![^\s:;,(])\(?([a-h])\)\s+/g,
    /^[ \t]*[-*•][ \t]+/gm,
  ]) {
    const marks = Array.from(text.matchAll(marker)).filter(
      (mark, at) => mark[1] === undefined || mark[1] === `${at + 1}` || mark[1] === 'abcdefgh'[at],
    );
    if (marks.length < 2) continue;
    const starts = marks.map((mark) => ({ from: mark.index, to: mark.index + mark[0].length }));
    const items = cut(
      text.slice(starts[0]?.from),
      starts.map(({ from, to }) => ({
        from: from - (starts[0]?.from ?? 0),
        to: to - (starts[0]?.from ?? 0),
      })),
    );
    if (items.length > 1) return items;
  }
  return [];
}

/** Sentences, lines and halves of sentences; where there is only one, what `and` joins. */
function clausesOf(text: string): readonly string[] {
  const says = (piece: string): boolean => wordCount(piece) > 2;
  const sentences = text
    .split(/[.;!?]+\s+|\n+/)
    .map(trimPunctuation)
    .filter(says);
  if (sentences.length > 1) return sentences;
  return text
    .split(/,?\s+and\s+/)
    .map(trimPunctuation)
    .filter(says);
}

function trimPunctuation(piece: string): string {
  return piece
    .replace(/^[\s\p{P}]+/u, '')
    .replace(/^(?:and|but)\s+/i, '')
    .replace(/[\s,:;–—-]+$/u, '');
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

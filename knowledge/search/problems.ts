import { z } from 'zod';
import { readYaml } from '../yaml.js';
import { compilePattern, patternShape } from './pattern.js';

/** The words that part one problem from the next, as patterns. */
export interface Separators {
  /** Another problem follows. */
  readonly another: readonly string[];
  /** Another problem follows, or only another symptom. */
  readonly also: readonly string[];
  /** Several are announced. */
  readonly announced: readonly string[];
  /** A message that begins so goes on with the one before. */
  readonly follows: readonly string[];
}

const list = z.array(patternShape).default([]);
const shape = z.strictObject({ another: list, also: list, announced: list, follows: list });

export const noSeparators: Separators = { another: [], also: [], announced: [], follows: [] };

/** Reads `separators.yaml`; a missing file holds none. Throws a BuildError. */
export function readSeparators(file: string): Separators {
  return readYaml(file, shape, noSeparators);
}

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
  const another = separators.another.map(caseless);
  const also = separators.also.map(caseless);
  const announced = separators.announced.map(caseless);
  return (text) => {
    const read = text.slice(0, readLength);
    const items = listItems(read);
    if (items.length > 1) return { pieces: items, signs: ['list'] };
    const announcement = spans(read, announced)[0];
    const strong = spans(read, another);
    const weak = spans(read, also).filter((span) => !strong.some((other) => touches(span, other)));
    const cuts = [...(announcement ? [announcement] : []), ...strong, ...weak].sort(
      (a, b) => a.from - b.from,
    );
    const pieces = cut(read, cuts);
    const signs = [
      ...(announcement ? ['announced'] : []),
      ...(strong.length > 0 ? [`another:${Math.min(strong.length, 3)}`] : []),
      ...(weak.length > 0 ? [`also:${Math.min(weak.length, 3)}`] : []),
      `pieces:${Math.min(pieces.length, 4)}`,
    ];
    const enough = pieces.length > 1 || !announcement ? pieces : pieces.flatMap(byClause);
    return { pieces: enough.length > 0 ? enough : [read.trim()], signs };
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spans(text: string, patterns: readonly RegExp[]): readonly Span[] {
  return patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match) => ({ from: match.index, to: match.index + match[0].length })),
  );
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

function byClause(text: string): readonly string[] {
  const sentences = text
    .split(/[.;!?\n]+\s/)
    .map(trimPunctuation)
    .filter((piece) => wordCount(piece) > 2);
  if (sentences.length > 1) return sentences;
  return text
    .split(/,?\s+and\s+/)
    .map(trimPunctuation)
    .filter((piece) => wordCount(piece) > 2);
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

function caseless(pattern: string): RegExp {
  return new RegExp(compilePattern(pattern).source, 'giu');
}

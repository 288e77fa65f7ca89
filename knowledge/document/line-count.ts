import type { RootContent } from 'mdast';
import type { Heading } from './headings.js';
import type { Line } from './line.js';
import type { Outline } from './outline.js';

/** How the lines that are not blank were used. */
export interface LineCount {
  readonly used: number;
  /** Numbers of the lines whose text went nowhere. */
  readonly lost: readonly number[];
}

/** The nodes that stand in a heading, an entry or the preamble. */
export function placedNodes(
  headings: readonly Heading[],
  { preamble, entries }: Outline,
): readonly RootContent[] {
  return [
    ...preamble,
    ...headings.map(({ node }) => node),
    ...entries.flatMap(({ heading, sections }) => [...heading.body, ...sections.flatMap(({ body }) => body)]),
  ];
}

/** Counts each line of the source whose text stands in one of the placed nodes, or that was markup only. */
export function countLines(
  source: readonly Line[],
  lines: readonly Line[],
  placed: readonly RootContent[],
): LineCount {
  const covered = new Set(placed.flatMap(rowsOf));
  const lost = new Set(
    lines.filter(({ text }, at) => text.trim() !== '' && !covered.has(at)).map(({ line }) => line),
  );
  const used = source.filter(({ text, line }) => text.trim() !== '' && !lost.has(line)).length;
  return { used, lost: [...lost] };
}

/** Indexes of the rewritten lines that a node stands on. */
function rowsOf({ position }: RootContent): readonly number[] {
  if (position === undefined) return [];
  const first = position.start.line - 1;
  return Array.from({ length: position.end.line - first }, (_, at) => first + at);
}

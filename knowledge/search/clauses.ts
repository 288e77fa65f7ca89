import type { Span } from './pattern.js';

/** A piece of a report that can hold a problem of its own, as it stands in the text. */
export interface Clause extends Span {
  readonly text: string;
  /** What stands between the clause before and this one: its marks, such as `.` or `,+`; `item` before an item of a list. */
  readonly joint: string;
}

/** How the clauses of a list are told. */
export const item = 'item';

/** A joining word. */
const join = '+';

interface Cut extends Span {
  readonly mark: string;
}

/** Parts a text at stops, commas, dashes, line ends, items of lists, and where `joins` (places of joining words) are. */
export function clausesOf(text: string, joins: readonly Span[]): readonly Clause[] {
  const items = itemsIn(text);
  const marks = Array.from(text.matchAll(punctuation), ({ 0: mark, index }) => ({
    from: index,
    to: index + mark.length,
    mark: markOf(mark),
  })).filter(({ from, to }) => !items.some((one) => from < one.to && one.from < to));
  const cuts = [...items, ...marks, ...joins.map((span) => ({ ...span, mark: join }))].sort(
    (a, b) => a.from - b.from,
  );
  const clauses: Clause[] = [];
  let joint = '';
  let from = 0;
  for (const cut of [...cuts, { from: text.length, to: text.length, mark: '' }]) {
    const piece = text.slice(from, cut.from);
    if (wordCount(piece) > 0) {
      clauses.push({ from, to: cut.from, text: piece, joint: jointOf(joint) });
      joint = '';
    }
    joint += cut.mark;
    from = Math.max(from, cut.to);
  }
  return clauses;
}

/** How many words a text has. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

const punctuation = /[.!?]["')\]]{0,3}(?=\s)|[;:,](?=\s)|\s[-–—&+/](?=\s)|—|\s\(|\)(?=\s)|\n/g;

function markOf(punctuation: string): string {
  const mark = punctuation.trim().slice(0, 1);
  if (mark === '') return '\n';
  return mark === '–' || mark === '—' ? '-' : mark;
}

/** The first mark says most; several in a row are one joint. */
function jointOf(marks: string): string {
  return marks.includes(item) ? item : marks.slice(0, 2);
}

/** The marks of the items of a numbered or bulleted list, when the text holds one. */
function itemsIn(text: string): readonly Cut[] {
  for (const marker of [
    /(?<![^\s:;,(.!?])\(?(\d)(?:[.):]\s*|\s)(?=[\p{L}"'„“«])/gu,
    /(?<![^\s:;,(.!?])\(?([a-h])\)\s*/g,
    /^[ \t]*([-*•+])[ \t]+/gm,
  ]) {
    const items: Cut[] = [];
    for (const { 0: whole, 1: number = '', index } of text.matchAll(marker)) {
      const next = [`${items.length + 1}`, 'abcdefgh'[items.length], '-', '*', '•', '+'];
      if (next.includes(number)) items.push({ from: index, to: index + whole.length, mark: item });
    }
    if (items.length > 1) return items;
  }
  return [];
}

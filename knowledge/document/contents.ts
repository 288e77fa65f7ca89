import { asksIt, type Line, rewritten } from './line.js';

/** One line of a contents list. */
export interface ContentsLine {
  readonly title: string;
  readonly line: number;
  /** With dots and a page number: a promise that the heading exists, unlike a list of links. */
  readonly paged: boolean;
}

/** A longer line is prose. */
const LONGEST = 300;

/** Takes the contents list out of the document: lines with dots and a page number, or a first list of links to `#headings`. */
export function takeContents(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  readonly contents: readonly ContentsLine[];
} {
  const paged = lines.flatMap((line) => contentsLine(line, pagedTitle(line.text), true));
  const contents = paged.length >= 2 ? paged : linkedContents(lines);
  const taken = new Set(contents.map(({ line }) => line));
  return { lines: lines.map((line) => (taken.has(line.line) ? rewritten(line, '') : line)), contents };
}

function contentsLine(line: Line, title: string | undefined, paged: boolean): readonly ContentsLine[] {
  return title === undefined || line.fenced ? [] : [{ title, line: line.line, paged }];
}

function pagedTitle(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  return /^\s*(\S.*?)[ \t]*(?:\.{4,}|…{2,}|(?:\. ){4,})[ \t]*\d{1,4}\s*$/.exec(text)?.[1];
}

function linkedTitle(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  return /^\s*(?:[-*+]|\d{1,3}[.)])\s+\[([^\]]+)\]\(#[^)\s]+\)\s*$/.exec(text)?.[1];
}

/** Only a list before the first question: a later one leads from an answer to others. */
function linkedContents(lines: readonly Line[]): readonly ContentsLine[] {
  const start = lines.findIndex((line) => !line.fenced && linkedTitle(line.text) !== undefined);
  const before = lines.slice(0, Math.max(start, 0));
  if (start < 0 || before.some(({ text }) => asksIt(text))) return [];
  const contents: ContentsLine[] = [];
  for (const line of lines.slice(start)) {
    const title = linkedTitle(line.text);
    if (title === undefined && line.text.trim() !== '') break;
    contents.push(...contentsLine(line, title, false));
  }
  return contents.length >= 2 ? contents : [];
}

import { asksIt, asQuestion, isBlank, isHeading, type Line } from './line.js';

const numbered = /^\s{0,3}(?:\*\*|__)?\d{1,3}[.)](?:\*\*|__)?\s+(\S.{0,300}?)\s*$/;

/**
 * Writes "1. How ...?" or "1) How ...?" as a question heading and takes the indentation off its answer. A list whose items
 * are questions without answers, or one below a heading that asks, is a list.
 */
export function numberedQuestions(lines: readonly Line[]): readonly Line[] {
  const starts = questionLines(lines);
  const answered = [...starts.keys()].filter((at) => hasAnswer(lines, at));
  if (answered.length < 2 || answered.length < starts.size / 2) return lines;

  let indent = 0;
  return lines.flatMap((line, at) => {
    const question = starts.get(at);
    if (question !== undefined) {
      indent = indentBelow(lines, at, starts);
      return asQuestion(line, question);
    }
    if (isHeading(line)) indent = 0;
    return [{ ...line, text: line.text.slice(Math.min(indent, indentOf(line))) }];
  });
}

/** The numbered lines that ask, by index, but for those in the answer of a heading that asks. */
function questionLines(lines: readonly Line[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let below = false;
  for (const [at, line] of lines.entries()) {
    if (isHeading(line)) below = asksIt(line.text);
    const question = questionIn(line);
    if (question !== undefined && !below) found.set(at, question);
  }
  return found;
}

function questionIn(line: Line): string | undefined {
  const words = line.fenced ? undefined : numbered.exec(line.text)?.[1]?.replace(/(?:\*\*|__)$/, '');
  return words !== undefined && asksIt(words) ? words : undefined;
}

function hasAnswer(lines: readonly Line[], at: number): boolean {
  const next = lines.slice(at + 1, at + 4).find((line) => !isBlank(line));
  return next !== undefined && questionIn(next) === undefined && !isHeading(next);
}

/** The indentation that all lines of an answer share, at most that of a list item (4). */
function indentBelow(lines: readonly Line[], at: number, starts: ReadonlyMap<number, string>): number {
  let indent = 4;
  for (let next = at + 1; next < lines.length && !starts.has(next) && !isHeading(lines[next]); next++) {
    const line = lines[next];
    if (line !== undefined && !isBlank(line)) indent = Math.min(indent, indentOf(line));
  }
  return indent;
}

function indentOf(line: Line): number {
  return line.text.length - line.text.trimStart().length;
}

import { asksIt, asQuestion, isBlank, isHeading, type Line, rewritten } from './line.js';

const listed = /^\s{0,3}(?:\*\*|__)?(?:(\d{1,5})[.)]|[-*+•])(?:\*\*|__)?\s+(\S.*)$/;

/** A longer item is prose. */
const LONGEST = 300;

/** An item that asks, with what follows a bold question on its line. */
interface Item {
  readonly number: number | undefined;
  readonly words: string;
  readonly answer: string;
}

/**
 * Writes "1. How ...?", "1) How ...?" and "- How ...?" as a question heading and takes the indentation off its answer. A list
 * whose items are questions without answers, or one below a heading that asks, is a list.
 */
export function listedQuestions(lines: readonly Line[]): readonly Line[] {
  const starts = questionLines(lines);
  const answered = [...starts].filter(([at, { answer }]) => answer !== '' || hasAnswer(lines, at));
  if (answered.length < 2 || answered.length < starts.size / 2) return lines;

  let indent = 0;
  return lines.flatMap((line, at) => {
    const question = starts.get(at);
    if (question !== undefined) {
      indent = indentBelow(lines, at, starts);
      return [...asQuestion(line, question.words), rewritten(line, question.answer)];
    }
    if (isHeading(line)) indent = 0;
    return [{ ...line, text: line.text.slice(Math.min(indent, indentOf(line))) }];
  });
}

/** The items that ask, by index of their line, but for those in an answer: below a heading that asks, or out of number. */
function questionLines(lines: readonly Line[]): ReadonlyMap<number, Item> {
  const found = new Map<number, Item>();
  let below = false;
  let expected: number | undefined;
  for (const [at, line] of lines.entries()) {
    if (isHeading(line)) {
      below = asksIt(line.text);
      expected = undefined;
    }
    const question = questionIn(line);
    if (question === undefined || below) continue;
    if (question.number !== undefined && expected !== undefined && question.number !== expected) continue;
    found.set(at, question);
    if (question.number !== undefined) expected = question.number + 1;
  }
  return found;
}

function questionIn(line: Line): Item | undefined {
  const [, number, item = ''] = line.fenced ? [] : (listed.exec(line.text.trimEnd()) ?? []);
  const [, bold = item, answer = ''] = /^\*\*([^*]+)\*\*\s+(\S.*)$/.exec(item) ?? [];
  const words = bold.replace(/(?:\*\*|__)$/, '');
  return asksIt(words) && words.length <= LONGEST
    ? { number: number === undefined ? undefined : Number(number), words, answer }
    : undefined;
}

function hasAnswer(lines: readonly Line[], at: number): boolean {
  const next = lines.slice(at + 1, at + 4).find((line) => !isBlank(line));
  return next !== undefined && questionIn(next) === undefined && !isHeading(next);
}

/** The indentation that all lines of an answer share, at most that of a list item (4). */
function indentBelow(lines: readonly Line[], at: number, starts: ReadonlyMap<number, Item>): number {
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

import { asksIt, asQuestion, isBlank, isHeading, type Line } from './line.js';

/** A longer line is prose. */
const LONGEST = 200;

/**
 * Writes lines that ask, with text below them and none before, as question headings: only in a document with headings of
 * which none asks, and with two such lines.
 */
export function plainQuestions(lines: readonly Line[]): readonly Line[] {
  const headings = lines.filter(isHeading);
  if (headings.length === 0 || headings.some((line) => line.question || asksIt(line.text))) return lines;
  const isQuestion = (line: Line, at: number): boolean =>
    !line.fenced &&
    /^\p{L}/u.test(line.text) &&
    line.text.length <= LONGEST &&
    asksIt(line.text) &&
    (isBlank(lines[at - 1]) || isHeading(lines[at - 1])) &&
    lines.slice(at + 1, at + 3).some((next) => !isBlank(next) && !isHeading(next) && !asksIt(next.text));
  if (lines.filter(isQuestion).length < 2) return lines;
  return lines.flatMap((line, at) => (isQuestion(line, at) ? asQuestion(line, line.text) : [line]));
}

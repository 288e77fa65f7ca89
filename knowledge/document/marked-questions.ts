import { asksIt, asQuestion, isBlank, isHeading, type Line, rewritten } from './line.js';

/** "Q:", "Q1.", "**Question 2:**", on a line of their own, in a list or in a heading. */
const asked =
  /^\s{0,3}(?:[-*+>]\s+)?(?:#{1,6}\s+)?(?:\*\*|__)?\s*(?:Q|Question)\s?\d{0,3}(?:\*\*|__)?\s?[:.)]\s*(\S.*)$/i;
const answered =
  /^\s{0,3}(?:[-*+>]\s+)?(?:\*{1,2}|_{1,2})?(?:A|Ans|Answer)\s?\d{0,3}(?:\*{1,2}|_{1,2})?\s?[:.)](?:\*{1,2}|_{1,2})?\s*(.*)$/i;
/** Marks of an answer that nothing else begins with. */
const clearly =
  /^\s{0,3}(?:(?:\*{1,2}|_{1,2})?(?:Ans|Answer)(?:\*{1,2}|_{1,2})?\s?[:.](?:\*{1,2}|_{1,2})?|→|->|=>)\s+(\S.*)$/i;

/** Writes "Q: ..." as a question heading and takes the "A:" off its answer; a single "Q:" without "A:" is left alone. */
export function markedQuestions(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => wordsIn(asked, line) !== undefined);
  if (first < 0) return lines;
  const answers = lines.slice(first).some((line) => wordsIn(answered, line) !== undefined);
  const asks = lines.filter((line) => wordsIn(asked, line) !== undefined && asksIt(line.text));
  if (!answers && asks.length < 2) return lines;

  const result: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    let words = wordsIn(asked, line);
    if (words === undefined) {
      result.push(line);
      continue;
    }
    for (; !asksIt(words) && continues(lines[at + 1]); at++) words += ` ${lines[at + 1]?.text.trim()}`;
    result.push(...withAnswer(line, words));
    const next = lines.findIndex((one, index) => index > at && !isBlank(one));
    const answer = lines[next];
    const said = answer && wordsIn(answered, answer);
    if (answer === undefined || said === undefined) continue;
    result.push(rewritten(answer, said));
    at = next;
  }
  return result;
}

/** Takes "Answer:", "Ans." and arrows off what follows a question of any notation. */
export function unmarkedAnswers(lines: readonly Line[]): readonly Line[] {
  let asks = false;
  return lines.map((line) => {
    const words = asks ? wordsIn(clearly, line) : undefined;
    if (!isBlank(line)) asks = line.question || (isHeading(line) && asksIt(line.text));
    return words === undefined ? line : rewritten(line, words);
  });
}

function wordsIn(notation: RegExp, line: Line): string | undefined {
  return line.fenced ? undefined : notation.exec(line.text)?.[1];
}

/** Whether a question that has not asked yet goes on in this line. */
function continues(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    !isBlank(line) &&
    !isHeading(line) &&
    !asked.test(line.text) &&
    !answered.test(line.text)
  );
}

/** "Q: Is it? A: It is." on one line. */
function withAnswer(line: Line, words: string): readonly Line[] {
  const end = words.search(/\?\s+(?:\*\*)?(?:A|Answer):/i);
  if (end < 0) return asQuestion(line, words);
  const answer = words.slice(end + 1).replace(/^\s+(?:\*\*)?(?:A|Answer):(?:\*\*)?\s*/i, '');
  return [...asQuestion(line, words.slice(0, end + 1)), rewritten(line, answer)];
}

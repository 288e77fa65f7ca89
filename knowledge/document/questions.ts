import { asksIt, asQuestion, isBlank, isHeading, type Line, rewritten } from './line.js';

const LONGEST = 300;

const asked =
  /^\s{0,3}(?:[-*+>]\s+)?(?:#{1,6}\s+)?(?:\*\*|__)?\s*(?:Q|Question)\s?\d{0,3}\s?[:.)]\s*(\S.*)$/i;
const answered = /^\s{0,3}(?:[-*+>]\s+)?(?:\*\*|__)?\s*(?:A|Answer)\s?\d{0,3}\s?[:.)](?:\*\*|__)?\s*(.*)$/i;

/** Writes "Q: ..." as a question heading and takes the "A:" off its answer; a single "Q:" without "A:" is left alone. */
export function markedQuestions(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => !line.fenced && asked.test(line.text));
  if (first < 0) return lines;
  const answers = lines.slice(first).some((line) => !line.fenced && answered.test(line.text));
  const asks = lines.filter((line) => !line.fenced && asked.test(line.text) && asksIt(line.text));
  if (!answers && asks.length < 2) return lines;

  const result: Line[] = [];
  let waiting = false;
  for (const line of lines) {
    const question = line.fenced ? undefined : asked.exec(line.text)?.[1];
    const answer = line.fenced || !waiting ? undefined : answered.exec(line.text)?.[1];
    const open = result.findLast((one) => !isBlank(one));
    if (question !== undefined) {
      result.push(...withAnswer(line, question));
      waiting = true;
    } else if (answer !== undefined) {
      result.push(rewritten(line, answer));
      waiting = false;
    } else if (
      waiting &&
      open?.question &&
      !isBlank(line) &&
      !open.text.endsWith('?') &&
      follows(line, open, result)
    ) {
      // A question that runs over the end of its line.
      const longer = { ...open, text: `${open.text} ${line.text.trim()}` };
      result.splice(result.lastIndexOf(open), 1, longer);
      result.push(rewritten(line, ''));
    } else {
      result.push(line);
    }
  }
  return result;
}

/** On the line after it, or after one that was taken into it. */
function follows(line: Line, open: Line, result: readonly Line[]): boolean {
  const blanks = result.slice(result.lastIndexOf(open) + 1);
  return blanks.at(-1)?.line === line.line - 1 && open.line <= line.line - 1;
}

/** "Q: Is it? A: It is." on one line. */
function withAnswer(line: Line, words: string): readonly Line[] {
  const [question = '', ...rest] = words
    .slice(0, LONGEST)
    .split(/(?<=\?)\s+(?:\*\*)?(?:A|Answer):(?:\*\*)?\s+/i);
  if (rest.length === 0) return asQuestion(line, words);
  const answer = words.slice(question.length).replace(/^\s+(?:\*\*)?(?:A|Answer):(?:\*\*)?\s+/i, '');
  return [...asQuestion(line, question), rewritten(line, answer)];
}

const bold = /^\s{0,3}([-*+]\s+|\d{1,3}[.)]\s+)?(?:\*\*|__)(?![\s*_])(.{1,300}?)(?:\*\*|__)(.*)$/;

/**
 * Writes a bold question as a question heading, what follows it on the line as its answer, and sets other lines that are
 * bold as a whole apart from the text after them. Where headings ask, bold words before other text are emphasis.
 */
export function boldQuestions(lines: readonly Line[]): readonly Line[] {
  const headingsAsk = lines.some((line) => isHeading(line) && asksIt(line.text));
  return lines.flatMap((line, at) => {
    const [, mark, words = '', after = ''] = line.fenced ? [] : (bold.exec(line.text) ?? []);
    const rest = after.trim();
    const alone = rest === '' || rest === ':' || rest === '?';
    if (/\?["”)]?$/.test(words) || rest === '?') {
      if (alone) return asQuestion(line, rest === '?' ? `${words}?` : words);
      return headingsAsk ? [line] : [...asQuestion(line, words), rewritten(line, rest)];
    }
    const opens = words !== '' && alone && mark === undefined && isBlank(lines[at - 1]);
    return opens ? [line, rewritten(line, '')] : [line];
  });
}

/** Writes a term with a definition (": text" on the next line) as a question heading with its answer. */
export function definedTerms(lines: readonly Line[]): readonly Line[] {
  const isDefinition = (line: Line | undefined): boolean =>
    line !== undefined && !line.fenced && /^ {0,3}:\s+\S/.test(line.text);
  const isTerm = (at: number): boolean => {
    const line = lines[at];
    if (line === undefined || isBlank(line) || line.fenced || isHeading(line) || isDefinition(line))
      return false;
    if (!/^\S/.test(line.text) || /^(?:[-*+>|]|\d{1,3}[.)])\s/.test(line.text)) return false;
    return isDefinition(lines[at + 1]) || (isBlank(lines[at + 1]) && isDefinition(lines[at + 2]));
  };
  let inside = false;
  return lines.flatMap((line, at) => {
    if (isTerm(at)) {
      inside = true;
      return asQuestion(line, line.text);
    }
    if (isHeading(line)) inside = false;
    if (!inside || line.fenced) return [line];
    if (isDefinition(line))
      return [rewritten(line, ''), rewritten(line, line.text.replace(/^ {0,3}:\s+/, ''))];
    return [rewritten(line, line.text.replace(/^ {1,4}/, ''))];
  });
}

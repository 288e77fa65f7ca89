import { asksIt, asQuestion, isBlank, isHeading, type Line, rewritten } from './line.js';

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

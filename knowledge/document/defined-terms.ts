import { asQuestion, isBlank, isHeading, type Line, rewritten } from './line.js';

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

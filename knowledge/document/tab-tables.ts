import { type Line, rewritten } from './line.js';

/** Writes each run of two or more lines with cells apart by tabs as a Markdown table; a tab at the end is an empty cell. */
export function tabTables(lines: readonly Line[]): readonly Line[] {
  const result: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfRun(lines, at);
    const run = lines.slice(at, Math.max(end, at + 1));
    result.push(...(run.length >= 2 ? asTable(run) : run));
    at += run.length;
  }
  return result;
}

function endOfRun(lines: readonly Line[], start: number): number {
  let end = start;
  while (isRow(lines[end])) end++;
  return end;
}

function isRow(line: Line | undefined): boolean {
  if (line === undefined || line.fenced || !line.text.includes('\t')) return false;
  const [first = ''] = line.text.split('\t', 1);
  // A tab after a list mark, a colon or a number sign, or one that indents a single text, belongs to that notation.
  if (/^\s*(?:[-*+:>]|#{1,6}|[\dQA]{1,3}[.):])\s*$/.test(first)) return false;
  return first.trim() !== '' || line.text.trim().includes('\t');
}

function asTable(run: readonly Line[]): readonly Line[] {
  const rows = run.map((line) => rewritten(line, pipes(line.text.split('\t'))));
  const [header, ...body] = rows;
  const [first] = run;
  if (header === undefined || first === undefined) return run;
  const rule = rewritten(first, pipes(first.text.split('\t').map(() => '---')));
  return [rewritten(first, ''), header, rule, ...body, rewritten(first, '')];
}

function pipes(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.trim().replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
}

import { type Line, rewritten } from './line.js';

/** More lines than this between two rules are no front matter. */
const LONGEST = 60;

/** Takes the `key: value` lines between two rules off the top of the document; its title, when they give one. */
export function takeFrontMatter(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  readonly title: string | undefined;
} {
  const none = { lines, title: undefined };
  if (lines[0]?.text.trimEnd() !== '---') return none;
  const end = lines.slice(1, LONGEST).findIndex(({ text }) => text.trimEnd() === '---') + 1;
  const inside = lines.slice(1, end);
  if (end === 0 || !inside.every(({ text }) => /^(?:[\w-]{1,40}:|\s|#|-|$)/.test(text))) return none;
  const title = inside.map(({ text }) => /^title:\s*["']?(.*?)["']?\s*$/.exec(text)?.[1]).find(Boolean);
  return { lines: lines.map((line, at) => (at <= end ? rewritten(line, '') : line)), title };
}

import type { Finding } from '../finding.js';
import { normalise } from '../key-words.js';
import type { ContentsLine } from './contents.js';
import type { Heading } from './headings.js';
import type { OutlineEntry } from './outline.js';

/** Where the contents list and the headings of the text disagree. A page number promises a heading, and that
 * nothing is missing; a list of links may name groups only. */
export function contentsFindings(
  contents: readonly ContentsLine[],
  headings: readonly Heading[],
  entries: readonly OutlineEntry[],
  file: string,
): readonly Finding[] {
  const listed = headings.filter((heading) => heading.listed);
  const found = new Set(listed.map(({ title }) => normalise(title)));
  const missing = contents
    .filter(({ title }) => !found.has(normalise(title)))
    .map(({ title, line, paged }): Finding => {
      const message = `the contents list names "${title}", but no heading has these words; correct one of the two`;
      return { file, line, severity: paged ? 'error' : 'warning', message };
    });
  const unlisted = entries
    .filter(({ heading }) => contents.some(({ paged }) => paged) && !heading.listed)
    .map(({ heading }): Finding => {
      const message = `"${heading.title}" is not in the contents list; it was taken as an entry all the same`;
      return { file, line: heading.line, severity: 'warning', message };
    });
  return [...missing, ...unlisted];
}

import type { List, RootContent } from 'mdast';
import { normalise } from '../key-words.js';
import { plainText } from '../markdown-text.js';
import { lineOf, type Reading } from './blocks.js';
import type { ContentsLine } from './contents.js';
import { headingsOf } from './headings.js';
import { inlineText } from './inline.js';

/** A contents list without links or page numbers: the first list of the document, when all its items are headings below it. */
export function plainContents(
  nodes: readonly RootContent[],
  reading: Reading,
): { readonly list: List; readonly contents: readonly ContentsLine[] } | undefined {
  const list = nodes.find((node) => node.type === 'list');
  if (list === undefined) return undefined;
  const { headings } = headingsOf(nodes.slice(nodes.indexOf(list)), [], reading);
  const titles = new Set(headings.map(({ title }) => normalise(title)));
  const contents = list.children.map((item): ContentsLine => {
    const [first] = item.children;
    const title = first === undefined ? '' : plainText(inlineText(first, reading.definitions));
    return { title, line: lineOf(item, reading), paged: false };
  });
  const named = contents.every(({ title }) => titles.has(normalise(title)));
  return named && contents.length >= 2 ? { list, contents } : undefined;
}

import type { EntryLayer } from './entry-layer.js';
import { hasAllWords, normalise } from './key-words.js';
import type { ParsedSection } from './parse.js';

/** Longest id made of a heading, in characters. */
const LONGEST = 60;

/** The entry of the editor's layer that these words are about: the first one all of whose key words occur. */
export function editorsId(words: string, layer: EntryLayer): string | undefined {
  return Object.entries(layer).find(([, { headings }]) =>
    headings.some((keys) => hasAllWords(words, keys)),
  )?.[0];
}

/**
 * Whether the layer was written for this document: at least half of its entries have a heading. The layer of one company's
 * document would say wrong things over another's.
 */
export function fits(layer: EntryLayer, sections: readonly ParsedSection[]): boolean {
  const found = new Set(
    sections.map(({ title }) => editorsId(title, layer)).filter((id) => id !== undefined),
  );
  return found.size * 2 >= Object.keys(layer).length;
}

/** An id for each heading, none twice: the editor's, for the first heading that it fits, or else a slug of the words. */
export function identify(
  titles: readonly string[],
  editorsIdOf: (title: string) => string | undefined,
): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const wanted = editorsIdOf(title);
    const id = wanted !== undefined && !taken.has(wanted) ? wanted : free(slug(title), taken);
    taken.add(id);
    return id;
  });
}

function slug(title: string): string {
  const words = normalise(title).replaceAll(' ', '-');
  return words.slice(0, LONGEST).replace(/-+$/, '') || 'entry';
}

function free(id: string, taken: ReadonlySet<string>): string {
  let candidate = id;
  for (let count = 2; taken.has(candidate); count++) candidate = `${id}-${count}`;
  return candidate;
}

import { type Cue, createCueFinder } from './cues.js';
import type { Synonym } from './synonyms.js';
import { normalise, type Synonyms, words } from './tokenise.js';

/** How texts are read. */
export interface Reading {
  readonly synonyms: Synonyms;
  /** The names of all signs that are looked for. */
  readonly cueIds: readonly string[];
  /** The named signs in a text. */
  readonly cues: (text: string) => readonly string[];
}

/** Reads by the editor's synonyms and cues. */
export function readingOf(synonyms: readonly Synonym[], cues: readonly Cue[]): Reading {
  const cuesIn = createCueFinder(cues);
  return {
    synonyms: new Map(synonyms),
    cueIds: cues.map(({ id }) => id),
    cues: (text) => cuesIn(text).map(({ id }) => id),
  };
}

/** The text as a sentence encoder should see it: without the words that say nothing, such as the vendor's name. */
export function forEncoder(text: string, { synonyms }: Reading): string {
  const kept = normalise(text)
    .split(' ')
    .filter((word) => synonyms.get(words(word).join(' ')) !== '')
    .join(' ');
  return kept === '' ? normalise(text) : kept;
}

import { type Cue, createCueFinder } from './cues.js';
import type { Synonym } from './synonyms.js';
import type { Synonyms } from './tokenise.js';

/** How texts are read: which several words mean one, and which named signs are in a text. */
export interface Reading {
  readonly synonyms: Synonyms;
  readonly cues: (text: string) => readonly string[];
}

/** Reads by the editor's synonyms and cues. */
export function readingOf(synonyms: readonly Synonym[], cues: readonly Cue[]): Reading {
  const cuesIn = createCueFinder(cues);
  return { synonyms: new Map(synonyms), cues: (text) => cuesIn(text).map(({ id }) => id) };
}

import { join } from 'node:path';
import { BuildError } from '../build-error.js';
import type { Finding } from '../finding.js';
import type { Cue } from './cues.js';
import type { FactsFile } from './facts.js';
import { type Phrases, readPhrases } from './phrases.js';
import { readCues } from './read-cues.js';
import { readFacts } from './read-facts.js';
import { readSeparators } from './read-separators.js';
import { noSeparators, type Separators } from './separators.js';
import { readSynonyms, type Synonym } from './synonyms.js';

/** Everything in a content folder that search is made from, beside the entries. */
export interface SearchContent extends Phrases {
  readonly facts: FactsFile;
  readonly cues: readonly Cue[];
  readonly separators: Separators;
  readonly synonyms: readonly Synonym[];
}

/** Reads it from a content folder; what is missing says nothing. Throws a BuildError with the mistakes of all files. */
export function readSearchContent(folder: string): SearchContent {
  const mistakes: Finding[] = [];
  const read = <T>(reader: () => T, nothing: T): T => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      mistakes.push(...error.findings);
      return nothing;
    }
  };
  const content: SearchContent = {
    ...read(() => readPhrases(join(folder, 'phrases')), { phrases: [], reports: [] }),
    facts: read(() => readFacts(join(folder, 'facts.yaml')), {}),
    cues: read(() => readCues(join(folder, 'phrases/cues.yaml')), []),
    separators: read(() => readSeparators(join(folder, 'phrases/separators.yaml')), noSeparators),
    synonyms: read(() => readSynonyms(join(folder, 'phrases/synonyms.yaml')), []),
  };
  if (mistakes.length > 0) throw new BuildError(mistakes);
  return content;
}

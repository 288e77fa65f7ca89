import type { Label } from './label.js';
import type { Row } from './ranker.js';
import type { Reading } from './reading.js';
import { words } from './tokenise.js';

/** Words that the document and those who ask it use. */
export type Known = ReadonlySet<string>;

/**
 * The marks of a message that tell its kind: each cue of the editor (0 or 1), the share of its words that nobody used so far
 * when asking the document, a question mark, and how short it is.
 */
export function marksOf(text: string, reading: Reading, known: Known): readonly number[] {
  const said = words(text, reading.synonyms);
  const strange = said.filter((word) => !known.has(word)).length;
  const cues = new Set(reading.cues(text));
  return [
    ...reading.cueIds.map((id) => (cues.has(id) ? 1 : 0)),
    strange / Math.max(said.length, 1),
    Math.min(strange, 4) / 4,
    text.includes('?') ? 1 : 0,
    1 / Math.max(said.length, 1),
  ];
}

/** The words of all rows that stand for an entry. */
export function knownWords(rows: readonly Row[], labels: readonly Label[], { synonyms }: Reading): Known {
  const ofEntries = rows.filter(({ label }) => labels[label]?.kind === 'faq');
  return new Set(ofEntries.flatMap(({ text }) => words(text, synonyms)));
}

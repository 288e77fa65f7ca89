import type { Label } from './label.js';
import type { Memory } from './ranker.js';
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
export function knownWords({ index, labels: ofRows }: Memory, labels: readonly Label[]): Known {
  const { words: all, ends, texts } = index;
  const asks = (text: number): boolean => labels[ofRows[text] ?? 0]?.kind === 'faq';
  return new Set(all.filter((_, at) => texts.subarray(ends[at - 1] ?? 0, ends[at]).some(asks)));
}

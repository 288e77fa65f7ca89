import { distance } from 'fastest-levenshtein';
import type { Index } from './bm25.js';
import { normalise, type Synonyms, words } from './tokenise.js';

export interface Spelling {
  /** The text with its misspelt words as they were meant, in small letters. */
  readonly correct: (text: string) => string;
  /** Whether any word of a corrected text is known. */
  readonly knowsAny: (text: string) => boolean;
}

/** Shorter words have too many neighbours. */
const shortest = 5;

/** A word that at least so many texts use is known to be right, and what others may have been meant for. */
const common = 6;

/** A word that so many texts use may be rare, but is no slip. */
const rare = 2;

/** From this length on two letters may be wrong. */
const long = 8;

interface KnownWord {
  readonly word: string;
  readonly texts: number;
}

/**
 * Learns from the texts of an index how words are spelt. A word that they do not know is read as the nearest of their common
 * words that begins with the same letter, if one is near enough; of equally near ones as the most common.
 */
export function createSpelling(index: Index, synonyms: Synonyms): Spelling {
  const counts = new Map(
    index.words.map((word, at): [string, number] => [
      word,
      (index.ends[at] ?? 0) - (index.ends[at - 1] ?? 0),
    ]),
  );
  const byLetter = new Map<string, KnownWord[]>();
  for (const [word, texts] of counts) {
    if (texts < common || word.length < shortest - 1 || !/^\p{L}+$/u.test(word)) continue;
    const letter = word.charAt(0);
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), { word, texts }]);
  }
  const isKnown = (word: string): boolean => (counts.get(word) ?? 0) >= rare || synonyms.has(word);

  const meant = (word: string): string => {
    if (isKnown(word)) return word;
    const most = word.length < long ? 1 : 2;
    let [nearest, apart, uses] = [word, most + 1, 0];
    for (const { word: other, texts } of byLetter.get(word.charAt(0)) ?? []) {
      if (Math.abs(other.length - word.length) > most) continue;
      const slips = slipsBetween(word, other);
      if (slips < apart || (slips === apart && nearest !== word && texts > uses)) {
        [nearest, apart, uses] = [other, slips, texts];
      }
    }
    return nearest;
  };

  return {
    correct: (text) => normalise(text).replace(/\p{L}{5,40}/gu, meant),
    knowsAny: (text) => words(text, synonyms).some((word) => counts.has(word)),
  };
}

/** Letters left out, added or wrong; two that changed places are one slip. */
function slipsBetween(one: string, other: string): number {
  const apart = distance(one, other);
  if (apart !== 2 || one.length !== other.length) return apart;
  const first = Array.from(one).findIndex((letter, at) => letter !== other[at]);
  const swapped =
    one[first] === other[first + 1] &&
    one[first + 1] === other[first] &&
    one.slice(first + 2) === other.slice(first + 2);
  return swapped ? 1 : 2;
}

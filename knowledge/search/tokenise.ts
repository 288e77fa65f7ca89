/** Longer messages are read up to here: what a customer wants stands at the start. */
const readLength = 1000;

/** A word longer than this is no word; the rest of it carries nothing. */
const wordLength = 40;

/** Words (up to four, joined by one space) and the one word that they are read as. */
export type Synonyms = ReadonlyMap<string, string>;

/**
 * The text as matching sees it: cut, lower case, compatibility forms and marks folded, apostrophes dropped, one
 * space between words. Punctuation is kept.
 */
export function normalise(text: string): string {
  return text
    .slice(0, readLength)
    .normalize('NFKD')
    .slice(0, readLength)
    .replace(/[\p{M}\p{Cf}'’‘`´]/gu, '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .toLowerCase()
    .trim();
}

/** The words and pictures of a text in order, several-word synonyms replaced by their one word. */
export function words(text: string, synonyms?: Synonyms): readonly string[] {
  const plain = (normalise(text).match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []).map((word) =>
    word.slice(0, wordLength),
  );
  return synonyms ? replaceSynonyms(plain, synonyms) : plain;
}

const longestSynonym = 4;

/** The words that synonyms begin with: most words of a text are none of them. */
const beginnings = new WeakMap<Synonyms, ReadonlySet<string>>();

function beginningsOf(synonyms: Synonyms): ReadonlySet<string> {
  const known =
    beginnings.get(synonyms) ?? new Set([...synonyms.keys()].map((said) => said.split(' ')[0] ?? ''));
  beginnings.set(synonyms, known);
  return known;
}

function replaceSynonyms(plain: readonly string[], synonyms: Synonyms): readonly string[] {
  const replaced: string[] = [];
  const begin = beginningsOf(synonyms);
  for (let at = 0; at < plain.length; ) {
    let length = begin.has(plain[at] ?? '') ? Math.min(longestSynonym, plain.length - at) : 0;
    while (length > 0 && !synonyms.has(plain.slice(at, at + length).join(' '))) length -= 1;
    const word = length > 0 ? synonyms.get(plain.slice(at, at + length).join(' ')) : plain[at];
    if (word) replaced.push(word);
    at += Math.max(length, 1);
  }
  return replaced;
}

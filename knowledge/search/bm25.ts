/** Which texts hold which words. */
export interface Index {
  /** Every word once. */
  readonly words: readonly string[];
  /** Where the texts of each word end in `texts`. */
  readonly ends: Uint32Array;
  /** The numbers of the texts that hold the words, word after word. */
  readonly texts: Uint32Array;
  /** How many words each text has. */
  readonly lengths: Uint16Array;
}

/** A collection of short texts that can be asked which of them share the query's rare words. */
export interface Bm25 {
  /** Calls back with each text that shares a word with the query; 1 = it holds every word of it, at average length. */
  readonly search: (query: readonly string[], found: (text: number, score: number) => void) => void;
}

const k1 = 1.2;
const b = 0.5;

/** A word that so many texts hold tells none of them apart and would cost the most time. */
const tooCommon = 2500;

/** Indexes the texts, given as their words. */
export function indexOf(texts: readonly (readonly string[])[]): Index {
  const postings = new Map<string, number[]>();
  texts.forEach((words, at) => {
    for (const word of new Set(words)) {
      const list = postings.get(word);
      if (list) list.push(at);
      else postings.set(word, [at]);
    }
  });
  let end = 0;
  return {
    words: [...postings.keys()],
    ends: Uint32Array.from(postings.values(), ({ length }) => {
      end += length;
      return end;
    }),
    texts: Uint32Array.from([...postings.values()].flat()),
    lengths: Uint16Array.from(texts, ({ length }) => length),
  };
}

/** Time of a search grows with the texts that hold the query's rarer words. */
export function createBm25({ words, ends, texts, lengths }: Index): Bm25 {
  const numbers = new Map(words.map((word, at) => [word, at]));
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  const scores = new Float32Array(lengths.length);
  const rarity = (holders: number): number =>
    Math.log(1 + (lengths.length - holders + 0.5) / (holders + 0.5));

  const search: Bm25['search'] = (query, found) => {
    const hits: number[] = [];
    let everyWord = 0;
    for (const word of new Set(query)) {
      const number = numbers.get(word);
      const list =
        number === undefined ? new Uint32Array() : texts.subarray(ends[number - 1] ?? 0, ends[number]);
      const rare = rarity(list.length);
      if (list.length > tooCommon) continue;
      everyWord += rare;
      for (const at of list) {
        const length = lengths[at] ?? 0;
        if (scores[at] === 0) hits.push(at);
        scores[at] = (scores[at] ?? 0) + (rare * (k1 + 1)) / (1 + k1 * (1 - b + (b * length) / average));
      }
    }
    for (const at of hits) {
      found(at, (scores[at] ?? 0) / everyWord);
      scores[at] = 0;
    }
  };
  return { search };
}

/** A collection of short texts that can be asked which of them share the query's rare words. */
export interface Bm25 {
  /** Calls back with each text that shares a word with the query; 1 = it holds every word of it, at average length. */
  readonly search: (query: readonly string[], found: (text: number, score: number) => void) => void;
}

const k1 = 1.2;
const b = 0.5;

/** A word that so many texts hold tells none of them apart and would cost the most time. */
const tooCommon = 2500;

/** Indexes the texts, given as their words. Time of a search grows with the texts that hold its rarer words. */
export function createBm25(texts: readonly (readonly string[])[]): Bm25 {
  const postings = new Map<string, number[]>();
  const average = texts.reduce((sum, words) => sum + words.length, 0) / texts.length || 1;
  texts.forEach((words, at) => {
    for (const word of new Set(words)) {
      const list = postings.get(word);
      if (list) list.push(at);
      else postings.set(word, [at]);
    }
  });
  const scores = new Float32Array(texts.length);
  const rarity = (holders: number): number => Math.log(1 + (texts.length - holders + 0.5) / (holders + 0.5));

  const search: Bm25['search'] = (query, found) => {
    const hits: number[] = [];
    let everyWord = 0;
    for (const word of new Set(query)) {
      const list = postings.get(word) ?? [];
      const rare = rarity(list.length);
      if (list.length > tooCommon) continue;
      everyWord += rare;
      for (const at of list) {
        const length = texts[at]?.length ?? 0;
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

import type { Reading } from './reading.js';
import { words } from './tokenise.js';

/** A sparse vector: the numbers of its features and their weights. */
export interface Features {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/**
 * How much each feature says: its inverse document frequency. Features are numbered by a hash of what they are; there
 * are as many as the list is long, a power of two, and two that share a number are rare enough not to matter.
 */
export type Rarity = Float32Array;

/** The rarity of each of `size` features among the texts. */
export function rarityIn(texts: readonly string[], reading: Reading, size: number): Rarity {
  const counts = new Uint32Array(size);
  for (const text of texts) {
    for (const group of gramsOf(text, reading, size)) {
      for (const gram of group) counts[gram] = (counts[gram] ?? 0) + 1;
    }
  }
  return Float32Array.from(counts, (count) => Math.log((1 + texts.length) / (1 + count)) + 1);
}

/** The features of a text: words and characters, each of unit length, and cues. What was never seen before shortens the rest. */
export function featuresOf(text: string, rarity: Rarity, reading: Reading): Features {
  const indices: number[] = [];
  const values: number[] = [];
  for (const group of gramsOf(text, reading, rarity.length)) {
    let squares = 0;
    for (const gram of group) squares += (rarity[gram] ?? 0) ** 2;
    const length = Math.sqrt(squares);
    for (const gram of group) {
      indices.push(gram);
      values.push((rarity[gram] ?? 0) / length);
    }
  }
  for (const cue of reading.cues(text)) {
    indices.push(numberOf(`c ${cue}`, rarity.length));
    values.push(1);
  }
  return { indices: Uint32Array.from(indices), values: Float32Array.from(values) };
}

/** Word 1-2-grams and character 3-5-grams. */
function gramsOf(text: string, { synonyms }: Reading, size: number): readonly ReadonlySet<number>[] {
  const list = words(text, synonyms);
  const add = (group: Set<number>, gram: string): void => {
    group.add(numberOf(gram, size));
  };
  const wordGrams = new Set<number>();
  list.forEach((word, at) => {
    add(wordGrams, `w ${word}`);
    add(wordGrams, `w ${list[at - 1] ?? '^'} ${word}`);
  });
  const characterGrams = new Set<number>();
  for (const word of words(text)) {
    const padded = `<${word}>`;
    for (let length = 3; length <= 5; length += 1) {
      for (let at = 0; at + length <= padded.length; at += 1)
        add(characterGrams, padded.slice(at, at + length));
    }
  }
  return [wordGrams, characterGrams];
}

/** The number of a feature by its name, below `size`, a power of two: FNV-1a, its upper bits folded in. */
export function numberOf(gram: string, size: number): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < gram.length; at += 1) value = Math.imul(value ^ gram.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) & (size - 1);
}

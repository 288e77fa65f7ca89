import { z } from 'zod';
import { readYaml } from '../yaml.js';
import { words } from './tokenise.js';

/** Words (up to four, joined by one space) and the one word that they are read as; '' where they say nothing. */
export type Synonym = readonly [said: string, read: string];

const phrase = z.coerce.string().min(1).max(80);
const shape = z.strictObject({
  same: z.record(z.string().min(1), z.array(phrase)).default({}),
  ignore: z.array(phrase).default([]),
});

/** Reads `synonyms.yaml`: `same` (a word and the words that mean it) and `ignore`. A missing file holds none. Throws a BuildError. */
export function readSynonyms(file: string): readonly Synonym[] {
  const { same, ignore } = readYaml(file, shape, { same: {}, ignore: [] });
  const pairs = Object.entries(same).flatMap(([word, others]) =>
    others.map((other) => [key(other), key(word)] as const),
  );
  return [...pairs, ...ignore.map((other) => [key(other), ''] as const)];
}

function key(phrase: string): string {
  return words(phrase).join(' ');
}

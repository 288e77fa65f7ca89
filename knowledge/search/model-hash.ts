import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Knowledge } from '../knowledge.js';
import type { Encoder } from './encoder/encoder.js';
import { modelForm } from './model.js';

/**
 * Stands for all that a model is made from, and for the way in which models are made; in hex. Taken from the files as they
 * are: reading thousands of phrasings at every start would cost more than everything else.
 */
export function modelHash(
  { entries }: Pick<Knowledge, 'entries'>,
  folder: string,
  encoder: Pick<Encoder, 'fingerprint'> | undefined,
): string {
  const hash = createHash('sha256').update(
    JSON.stringify([modelForm, entries, encoder?.fingerprint ?? null]),
  );
  for (const file of searchFiles(folder)) hash.update(`\n${basename(file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** The files of a content folder that search is made from, in order of their names. */
function searchFiles(folder: string): readonly string[] {
  const phrases = join(folder, 'phrases');
  const names = existsSync(phrases) ? readdirSync(phrases).filter((name) => name.endsWith('.yaml')) : [];
  return [join(folder, 'facts.yaml'), ...names.sort().map((name) => join(phrases, name))].filter(existsSync);
}

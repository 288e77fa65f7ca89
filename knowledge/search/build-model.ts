import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Knowledge } from '../knowledge.js';
import type { Encoder } from './encoder/encoder.js';
import { modelForm, writeModel } from './model.js';
import { type SearchContent, searchFiles } from './search-content.js';
import { trainModel } from './train.js';

/**
 * Stands for all that a model is made from, and for the way in which models are made; in hex. Taken from the files as they
 * are: reading thousands of phrasings at every start would cost more than everything else.
 */
export function modelHash(
  { entries }: Pick<Knowledge, 'entries'>,
  folder: string,
  encoder: Encoder | undefined,
): string {
  const hash = createHash('sha256').update(
    JSON.stringify([modelForm, entries, encoder?.fingerprint ?? null]),
  );
  for (const file of searchFiles(folder)) hash.update(`\n${basename(file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Trains the model and writes it in one step. */
export async function buildModel(
  { entries }: Pick<Knowledge, 'entries'>,
  content: SearchContent,
  encoder: Encoder | undefined,
  out: string,
): Promise<void> {
  const model = await trainModel(entries, content, encoder);
  const temporary = `${out}.${process.pid}.tmp`;
  mkdirSync(dirname(out), { recursive: true });
  try {
    writeFileSync(temporary, writeModel(model));
    renameSync(temporary, out);
  } finally {
    rmSync(temporary, { force: true });
  }
}

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Knowledge } from '../knowledge.js';
import type { Encoder } from './encoder/encoder.js';
import { writeModel } from './model.js';
import type { SearchContent } from './search-content.js';
import { trainModel } from './train.js';

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

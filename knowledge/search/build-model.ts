import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../finding.js';
import type { Knowledge } from '../knowledge.js';
import type { Encoder } from './encoder/encoder.js';
import { checkFacts } from './facts.js';
import { madeFrom, writeModel } from './model.js';
import { readSearchContent } from './search-content.js';
import { trainModel } from './train.js';

/** What a model is made from and where it goes. */
export interface ModelSource {
  readonly knowledge: Pick<Knowledge, 'entries' | 'contentHash'>;
  /** Path of the content folder: phrases and facts are read from it. */
  readonly content: string;
  /** Path of the model file, beside the knowledge file. */
  readonly out: string;
  readonly encoder?: Encoder;
}

/** What came of it. */
export interface BuiltModel {
  /** False when the file was already made from just this. */
  readonly trained: boolean;
  /** Warnings about `facts.yaml`. */
  readonly findings: readonly Finding[];
}

/**
 * Trains the model and writes it in one step, unless the file was already made from the same entries, phrasings and encoder.
 * Rejects with a BuildError that lists every mistake in the phrases and facts; then the file stays as it was.
 */
export async function buildModel({ knowledge, content, out, encoder }: ModelSource): Promise<BuiltModel> {
  const read = readSearchContent(content);
  const findings = checkFacts(knowledge.entries, read.facts);
  const source = createHash('sha256')
    .update(JSON.stringify([knowledge.entries, read, encoder?.fingerprint ?? null]))
    .digest('hex');
  if (existsSync(out) && madeFrom(readFileSync(out, 'utf8')) === source) return { trained: false, findings };
  const model = await trainModel(knowledge.entries, read, encoder);
  const temporary = `${out}.${process.pid}.tmp`;
  mkdirSync(dirname(out), { recursive: true });
  try {
    writeFileSync(temporary, writeModel(model, source));
    renameSync(temporary, out);
  } finally {
    rmSync(temporary, { force: true });
  }
  return { trained: true, findings };
}

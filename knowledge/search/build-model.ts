import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../finding.js';
import type { Knowledge } from '../knowledge.js';
import type { Encoder } from './encoder/encoder.js';
import { checkFacts } from './facts.js';
import { modelForm, writeModel } from './model.js';
import { readSearchContent, type SearchContent } from './search-content.js';
import { trainModel } from './train.js';

/** What a model is made from. */
export interface ModelSource {
  readonly entries: Knowledge['entries'];
  readonly content: SearchContent;
  readonly encoder: Encoder | undefined;
  /** Stands for all of it, and for the way in which models are made; in hex. */
  readonly hash: string;
  /** Warnings about `facts.yaml`. */
  readonly findings: readonly Finding[];
}

/** Reads phrases and facts of a content folder. Throws a BuildError that lists every mistake in them. */
export function readModelSource(
  { entries }: Pick<Knowledge, 'entries'>,
  folder: string,
  encoder: Encoder | undefined,
): ModelSource {
  const content = readSearchContent(folder);
  const hash = createHash('sha256')
    .update(JSON.stringify([modelForm, entries, content, encoder?.fingerprint ?? null]))
    .digest('hex');
  return { entries, content, encoder, hash, findings: checkFacts(entries, content.facts) };
}

/** Trains the model and writes it in one step. */
export async function buildModel({ entries, content, encoder }: ModelSource, out: string): Promise<void> {
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

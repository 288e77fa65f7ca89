import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Build, buildKnowledge } from '../knowledge/build.js';
import type { Finding } from '../knowledge/finding.js';
import { buildModel } from '../knowledge/search/build-model.js';
import { openEncoder } from '../knowledge/search/encoder/encoder.js';
import { withKnownVectors } from '../knowledge/search/encoder/known-vectors.js';
import type { Config } from './config.js';

/** Vectors of the phrasings, kept with them like a lock file: written by the build, committed, never edited. */
const vectorsFile = 'phrases.vectors';

/** Where a build goes. */
export interface BuiltFiles {
  readonly knowledge: string;
  readonly model: string;
}

/** What was built, and what the editor should know about it. */
export interface Built extends Build {
  readonly files: BuiltFiles;
  /** False when the model on disk was already made from this content. */
  readonly trained: boolean;
  readonly findings: readonly Finding[];
}

/** The build of the configured content folder: one place for each folder, so that two of them do not overwrite each other. */
export function builtFiles({ root, content }: Pick<Config, 'root' | 'content'>): BuiltFiles {
  const own = content === join(root, 'knowledge/content');
  const name = own
    ? 'knowledge'
    : `knowledge-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
  return filesAt(join(root, 'built', `${name}.json`));
}

/** The model lies beside its knowledge file. */
export function filesAt(knowledge: string): BuiltFiles {
  return { knowledge, model: `${knowledge.replace(/\.json$/, '')}.model.json` };
}

/**
 * Builds knowledge and model from document and content folder; the model only when they have changed.
 * Rejects with a BuildError that lists every mistake; then the files stay as they were.
 */
export async function build(
  config: Pick<Config, 'root' | 'content' | 'encoderPath'>,
  files: BuiltFiles,
  document = join(config.content, 'document.md'),
): Promise<Built> {
  const { content, root, encoderPath } = config;
  const built = buildKnowledge({ document, content, out: files.knowledge });
  const opened = await openEncoder({ root, ...(encoderPath === undefined ? {} : { path: encoderPath }) });
  const encoder =
    opened.kind === 'ready'
      ? withKnownVectors(opened.encoder, join(content, 'phrases', vectorsFile))
      : undefined;
  try {
    const model = await buildModel({
      knowledge: built.knowledge,
      content,
      out: files.model,
      ...(encoder === undefined ? {} : { encoder }),
    });
    if (model.trained) encoder?.save();
    return { ...built, files, trained: model.trained, findings: [...built.findings, ...model.findings] };
  } finally {
    await encoder?.close();
  }
}

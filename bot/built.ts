import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Build, buildKnowledge } from '../knowledge/build.js';
import type { Finding } from '../knowledge/finding.js';
import { buildModel } from '../knowledge/search/build-model.js';
import { openEncoder } from '../knowledge/search/encoder/encoder.js';
import { type KnowingEncoder, withKnownVectors } from '../knowledge/search/encoder/known-vectors.js';
import { checkFacts } from '../knowledge/search/facts.js';
import { modelHash } from '../knowledge/search/model-hash.js';
import { readSearchContent } from '../knowledge/search/search-content.js';
import { builtFolder, knowledgeFile, modelFile } from './built-files.js';
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

/** Where to build to, if not into the program's own folder. */
export interface BuildTarget {
  /** Path of the document; `document.md` of the content folder when absent. */
  readonly document?: string;
  /** Path of the knowledge file; its model, if one is made, lies beside it. */
  readonly out?: string;
  /** Whether to make the model, too; without `out` it always is. */
  readonly withModel?: boolean;
  /** Whether phrases and facts are to be read and checked although the model is up to date. */
  readonly thorough?: boolean;
  /** Called before what takes long. */
  readonly onTraining?: () => void;
}

/**
 * Builds knowledge and model from document and content folder. The model's file is named after all that it is made from:
 * it is trained once for the same phrasings, however often hours or wording change.
 * Rejects with a BuildError that lists every mistake; then the files stay as they were.
 */
export async function build(
  { content, root, encoderPath }: Pick<Config, 'root' | 'content' | 'encoderPath'>,
  {
    document = join(content, 'document.md'),
    out,
    withModel = out === undefined,
    thorough = false,
    onTraining = () => undefined,
  }: BuildTarget = {},
): Promise<Built> {
  const folder = builtFolder(root);
  const target = out ?? knowledgeFile({ content, root });
  const built = buildKnowledge({ document, content, out: target });
  const opened = await openEncoder({ root, ...(encoderPath === undefined ? {} : { path: encoderPath }) });
  const encoder =
    opened.kind === 'ready'
      ? withKnownVectors(opened.encoder, join(content, 'phrases', vectorsFile))
      : undefined;
  try {
    const hash = modelHash(built.knowledge, content, encoder);
    const model = modelFile(out === undefined ? folder : dirname(out), hash);
    const trained = withModel && !existsSync(model);
    const search = trained || thorough ? readSearchContent(content) : undefined;
    if (trained && search) {
      onTraining();
      await buildModel(built.knowledge, search, encoder, model);
      if (encoder) saveVectors(encoder);
      if (out === undefined) forgetOldModels(folder);
    }
    const files = { knowledge: target, model };
    const factFindings = search === undefined ? [] : checkFacts(built.knowledge.entries, search.facts);
    return { ...built, files, trained, findings: [...built.findings, ...factFindings] };
  } finally {
    await encoder?.close();
  }
}

/** Where the content may not be written the vectors are computed anew with each training: slower, nothing else. */
function saveVectors(encoder: KnowingEncoder): void {
  try {
    encoder.save();
  } catch (error) {
    const readOnly =
      error instanceof Error && 'code' in error && ['EROFS', 'EACCES', 'EPERM'].includes(String(error.code));
    if (!readOnly) throw error;
  }
}

/** As many models as are worth keeping: those of the content folders in use, and of the phrasings before the last change. */
const keptModels = 6;

function forgetOldModels(folder: string): void {
  readdirSync(folder)
    .filter((name) => /^model-\w+\.bin$/.test(name))
    .map((name) => ({ path: join(folder, name), used: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.used - one.used)
    .slice(keptModels)
    .forEach(({ path }) => {
      rmSync(path, { force: true });
    });
}

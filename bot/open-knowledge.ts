import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError } from '../knowledge/build-error.js';
import { type Knowledge, loadKnowledge } from '../knowledge/knowledge.js';
import { openEncoder } from '../knowledge/search/encoder/encoder.js';
import type { SentenceModel } from '../knowledge/search/encoder/model-files.js';
import { modelHash } from '../knowledge/search/model-hash.js';
import { builtFolder, knowledgeFile, modelFile } from './built-files.js';
import type { Config } from './config.js';
import type { Logger } from './log.js';

/** What the bot is started with. */
export interface OpenedKnowledge {
  readonly knowledge: Knowledge;
  /** Path of the model. */
  readonly model: string;
  readonly encoder?: SentenceModel;
}

/**
 * Opens what was built where document, content and program are still what it was built from, and builds it anew
 * otherwise: a start need not read a single phrase. Rejects with a BuildError that lists every mistake of the content.
 */
export async function openKnowledge(
  config: Pick<Config, 'root' | 'content' | 'encoderPath'>,
  log: Logger,
  onTraining?: () => void,
): Promise<OpenedKnowledge> {
  const { root, content } = config;
  const encoder = await findEncoder(config, log);
  const file = knowledgeFile(config);
  const sources = sourcesOf(content);
  const known = await unchanged(file, sources);
  const model = known && modelFile(builtFolder(root), modelHash(known, content, encoder));
  if (known && model && existsSync(model)) return { knowledge: known, model, ...(encoder && { encoder }) };

  // What reads documents and trains takes as long to load as the rest of the program: not for a start that needs none of it.
  const { build } = await import('./built.js');
  const { knowledge, files } = await build(config, onTraining === undefined ? {} : { onTraining });
  writeFileSync(sourcesFile(file), sources);
  return { knowledge, model: files.model, ...(encoder && { encoder }) };
}

/** The sentence encoder of the configuration, proved; undefined, and said in the log, where it cannot be had. */
export async function findEncoder(
  { root, encoderPath }: Pick<Config, 'root' | 'encoderPath'>,
  log: Logger,
): Promise<SentenceModel | undefined> {
  const opened = await openEncoder({
    root,
    ...(encoderPath !== undefined && { path: encoderPath }),
    log: (line) => log.warn(line),
  });
  if (opened.kind === 'absent') return undefined;
  await opened.encoder.close();
  return opened.model;
}

async function unchanged(file: string, sources: string): Promise<Knowledge | undefined> {
  const before = sourcesFile(file);
  if (!existsSync(before) || readFileSync(before, 'utf8') !== sources) return undefined;
  return loadKnowledge(file).catch((error: unknown) => {
    if (error instanceof BuildError) return undefined;
    throw error;
  });
}

/** Beside a knowledge file: what it was built from. */
const sourcesFile = (knowledge: string): string => knowledge.replace(/json$/, 'sources');

/** Stands for the content folder and for the parts of the program that read it; in hex. */
function sourcesOf(content: string): string {
  const hash = createHash('sha256').update(content);
  const program = ['../knowledge', '../policy'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  for (const folder of [content, ...program]) {
    for (const file of filesIn(folder)) {
      hash.update(`\n${relative(folder, file)}\n`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Text and program files in order; phrases are the model's matter. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((item): readonly string[] => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return passedOver.has(item.name) ? [] : filesIn(path);
      return /\.(?:yaml|md|js|ts)$/.test(item.name) ? [path] : [];
    });
}

const passedOver = new Set(['content', 'phrases', 'search']);

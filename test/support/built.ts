import { join } from 'node:path';
import { builtFiles } from '../../bot/built.js';
import { openLocalRecognizer } from '../../bot/recognizer/local.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { readSource } from '../../knowledge/build.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { openEncoder } from '../../knowledge/search/encoder/encoder.js';
import { root } from './root.js';

const content = join(root, 'knowledge/content');

/** The knowledge that customers are answered from, as the content folder is now. */
export async function builtKnowledge(): Promise<Knowledge> {
  return readSource({ document: join(content, 'document.md'), content }).knowledge;
}

/** The real recogniser on the model that the test command built before the tests. */
export async function builtRecognizer(knowledge: Knowledge): Promise<Recognizer> {
  const opened = await openEncoder({ root });
  const { model } = builtFiles({ root, content });
  return await openLocalRecognizer(knowledge, model, opened.kind === 'ready' ? opened.encoder : undefined);
}

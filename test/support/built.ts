import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../bot/built.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { readSource } from '../../knowledge/build.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { openEncoder } from '../../knowledge/search/encoder/encoder.js';
import { readModel } from '../../knowledge/search/model.js';
import { createRecognition } from '../../knowledge/search/recognise.js';
import { root } from './root.js';

const content = join(root, 'knowledge/content');

/** The knowledge that customers are answered from, as the content folder is now. */
export async function builtKnowledge(): Promise<Knowledge> {
  return readSource({ document: join(content, 'document.md'), content }).knowledge;
}

/** The real recogniser, but for its thread: a test would wait for that to start. Its model is there, as the test command builds it before the tests. */
export async function builtRecognizer(knowledge: Knowledge): Promise<Recognizer> {
  const { files } = await build({ root, content, encoderPath: undefined });
  const opened = await openEncoder({ root });
  const encoder = opened.kind === 'ready' ? opened.encoder : undefined;
  const model = readModel(readFileSync(files.model));
  return {
    recognize: createRecognition(knowledge, model, encoder),
    close: async () => await encoder?.close(),
  };
}

import { join } from 'node:path';
import { builtFiles } from '../../bot/built.js';
import { openLocalRecognizer } from '../../bot/recognizer/local.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { type Knowledge, loadKnowledge } from '../../knowledge/knowledge.js';
import { openEncoder } from '../../knowledge/search/encoder/encoder.js';
import { root } from './root.js';

/** The build that the test command made before the tests. */
export const files = builtFiles({ root, content: join(root, 'knowledge/content') });

/** The knowledge that customers are answered from. */
export async function builtKnowledge(): Promise<Knowledge> {
  return await loadKnowledge(files.knowledge);
}

/** The real recogniser on the real model. */
export async function builtRecognizer(knowledge: Knowledge): Promise<Recognizer> {
  const opened = await openEncoder({ root });
  return await openLocalRecognizer(
    knowledge,
    files.model,
    opened.kind === 'ready' ? opened.encoder : undefined,
  );
}

import type { Config } from '../config.js';
import type { Logger } from '../log.js';
import type { OpenedKnowledge } from '../open-knowledge.js';
import { openLocalRecognizer } from './local.js';
import type { Recognizer } from './recognizer.js';

/** Opens the recogniser that the configuration names. Rejects with a message for the operator. */
export async function openRecognizer(
  { clu }: Pick<Config, 'clu'>,
  opened: OpenedKnowledge,
  log: Logger,
): Promise<Recognizer> {
  const local = await openLocalRecognizer(opened, (line) => log.warn(line));
  if (clu === undefined) return local;
  // Its SDK takes half a second and some memory: only for those who use it.
  const { openCluRecognizer } = await import('./clu.js');
  return openCluRecognizer(clu, { local, knowledge: opened.knowledge, log });
}

import type { Config } from '../config.js';
import type { Logger } from '../log.js';
import type { OpenedKnowledge } from '../open-knowledge.js';
import { openLocalRecognizer } from './local.js';
import type { Recognizer } from './recognizer.js';

/** Opens the recogniser that the configuration names. Rejects with a message for the operator. */
export async function openRecognizer(
  { clu }: Pick<Config, 'clu'>,
  { knowledge, model, encoder }: OpenedKnowledge,
  log: Logger,
): Promise<Recognizer> {
  // Loaded beside everything else, so that the first customer does not wait for it; a failure shows with the first message.
  encoder?.warm().catch((error: Error) => log.warn(error.message));
  const local = await openLocalRecognizer(knowledge, model, encoder);
  if (clu === undefined) return local;
  // Its SDK takes half a second and some memory: only for those who use it.
  const { openCluRecognizer } = await import('./clu.js');
  return openCluRecognizer(clu, { local, knowledge, log });
}

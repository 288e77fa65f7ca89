import type { Knowledge } from '../../knowledge/knowledge.js';
import { openEncoder } from '../../knowledge/search/encoder/encoder.js';
import type { Config } from '../config.js';
import type { Logger } from '../log.js';
import { openLocalRecognizer } from './local.js';
import type { Recognizer } from './recognizer.js';

/** Opens the recogniser that the configuration names. Rejects with a message for the operator. */
export async function openRecognizer(
  { root, encoderPath, clu }: Pick<Config, 'clu' | 'root' | 'encoderPath'>,
  knowledge: Knowledge,
  modelFile: string,
  log: Logger,
): Promise<Recognizer> {
  const opened = await openEncoder({
    root,
    ...(encoderPath !== undefined && { path: encoderPath }),
    log: (line) => log.warn(line),
  });
  // Loaded beside everything else, so that the first customer does not wait for it; a failure shows with the first message.
  if (opened.kind === 'ready') opened.encoder.warm().catch((error: Error) => log.warn(error.message));
  const local = await openLocalRecognizer(
    knowledge,
    modelFile,
    opened.kind === 'ready' ? opened.encoder : undefined,
  );
  if (clu === undefined) return local;
  // Its SDK takes half a second and some memory: only for those who use it.
  const { openCluRecognizer } = await import('./clu.js');
  return openCluRecognizer(clu, { local, knowledge, log });
}

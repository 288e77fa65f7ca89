import { setImmediate } from 'node:timers/promises';
import type { Knowledge } from '../../knowledge/knowledge.js';
import type { Encoder } from '../../knowledge/search/encoder/encoder.js';
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
  const opened = await openLocalRecognizer(knowledge, model, encoder);
  let isClosed = false;
  const local: Recognizer = {
    recognize: opened.recognize,
    close: async () => {
      isClosed = true;
      await opened.close();
    },
  };
  // Beside everything else, so that the first customer does not wait for it; a failure shows with the first message.
  warmUp(local, knowledge, encoder).catch((error: Error) => {
    if (!isClosed) log.warn(error.message);
  });
  if (clu === undefined) return local;
  // Its SDK takes half a second and some memory: only for those who use it.
  const { openCluRecognizer } = await import('./clu.js');
  return openCluRecognizer(clu, { local, knowledge, log });
}

/** As many questions as the engine needs to have seen the code that reads them, and the facts of most entries to be ready. */
const warmQuestions = 20;

/** Loads the encoder, then has the document's own questions read, one at a time: what is new to the engine runs ten times slower. */
async function warmUp(
  { recognize }: Recognizer,
  { entries }: Knowledge,
  encoder: Encoder | undefined,
): Promise<void> {
  await encoder?.warm();
  const questions = entries.slice(0, warmQuestions).map(({ question }) => question);
  for (const text of [...questions, questions.join(' ')]) {
    await recognize(text);
    await setImmediate();
  }
}

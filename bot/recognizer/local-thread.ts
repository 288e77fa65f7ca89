import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { createEncoder } from '../../knowledge/search/encoder/encoder.js';
import type { SentenceModel } from '../../knowledge/search/encoder/model-files.js';
import { readModel } from '../../knowledge/search/model.js';
import { createRecognition, type KnowledgeToRecognise } from '../../knowledge/search/recognise.js';
import type { Context } from '../../knowledge/search/recognition.js';
import { answerQuestions, tellOperators } from '../../knowledge/search/thread.js';

/** What the thread works with. */
export interface LocalData {
  readonly knowledge: KnowledgeToRecognise;
  /** Path of the model. */
  readonly model: string;
  readonly encoder?: SentenceModel;
}

/** A message, and what was talked about before. */
export interface Said {
  readonly text: string;
  readonly context?: Context;
}

/** The thread of the local recogniser: reads the messages that it is sent. What is wrong with the model ends it. */
const { knowledge, model, encoder: sentenceModel } = workerData as LocalData;
/** As many questions as the engine needs to have seen the code that reads them. */
const mostWarming = 40;

const encoder = sentenceModel && createEncoder(sentenceModel, tellOperators);
const recognise = createRecognition(knowledge, readModel(readFileSync(model)), encoder);
answerQuestions(({ text, context }: Said) => recognise(text, context));
// A failure shows with the first message.
warmUp().catch(() => undefined);

/** Has the document's own questions read, so that no customer waits: what is new to the engine runs ten times slower. */
async function warmUp(): Promise<void> {
  await encoder?.warm();
  const questions = knowledge.entries.slice(0, mostWarming).map(({ question }) => question);
  for (const text of [...questions, questions.join(' ')]) {
    await recognise(text);
    await setImmediate();
  }
}

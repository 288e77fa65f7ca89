import { open } from 'node:fs/promises';
import { withinTime } from '../../handoff/within-time.js';
import { checkModel, headLength } from '../../knowledge/search/model.js';
import type { Recognition } from '../../knowledge/search/recognition.js';
import { startThread, type Thread } from '../../knowledge/search/thread.js';
import type { OpenedKnowledge } from '../open-knowledge.js';
import type { LocalData, Said } from './local-thread.js';
import type { Recognizer } from './recognizer.js';

/** Milliseconds. No message takes a hundredth of it: a thread that has not answered by then will not. */
const longest = 10_000;

/**
 * The recogniser that needs no network: the model trained by the knowledge build, with the sentence encoder where there is
 * one, in a thread of its own, so that nobody is kept waiting while somebody else's message is read. Rejects when the model
 * file is missing or damaged; does not wait until the thread has read it. A thread that ended or did not answer in time is started anew with the next message; `log` gets a
 * plain line for operators then.
 */
export async function openLocalRecognizer(
  { knowledge: { entries, rules }, model, encoder }: OpenedKnowledge,
  log: (line: string) => void,
): Promise<Recognizer> {
  await checkFile(model);
  const data: LocalData = {
    knowledge: { entries, rules: { criteria: rules.criteria } },
    model,
    ...(encoder && { encoder }),
  };
  let closed = false;
  const start = (): Thread<Said, Recognition> =>
    startThread(new URL('./local-thread.js', import.meta.url), {
      data,
      log,
      onEnd: ({ message }) => {
        thread = undefined;
        if (!closed) log(`The thread of the recogniser ended: ${message}`);
      },
    });
  let thread: Thread<Said, Recognition> | undefined = start();

  const recognize: Recognizer['recognize'] = async (text, context) => {
    if (closed) throw new Error('the recogniser is closed');
    thread ??= start();
    const asked = thread;
    return await withinTime(longest, (signal) => {
      signal.addEventListener('abort', () => void asked.end());
      return asked.ask({ text, ...(context && { context }) });
    });
  };

  return {
    recognize,
    close: async () => {
      closed = true;
      await thread?.end();
    },
  };
}

async function checkFile(model: string): Promise<void> {
  const file = await open(model).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${model}: the model cannot be read (${cause.code}); run "firstline knowledge build"`);
  });
  try {
    const { buffer } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    checkModel(buffer, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

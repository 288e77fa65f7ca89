import { readFile } from 'node:fs/promises';
import type { Knowledge } from '../../knowledge/knowledge.js';
import type { Encoder } from '../../knowledge/search/encoder/encoder.js';
import { readModel } from '../../knowledge/search/model.js';
import { createRecognition } from '../../knowledge/search/recognise.js';
import type { Recognizer } from './recognizer.js';

/**
 * The recogniser that needs no network: the model trained by the knowledge build, with the sentence encoder where there is
 * one. Rejects when the model file cannot be read. Closing it closes the encoder.
 */
export async function openLocalRecognizer(
  knowledge: Knowledge,
  modelFile: string,
  encoder?: Encoder,
): Promise<Recognizer> {
  const bytes = await readFile(modelFile).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `${modelFile}: the model cannot be read (${cause.code}); run "firstline knowledge build"`,
    );
  });
  const recognise = createRecognition(knowledge, readModel(bytes), encoder);
  return { recognize: recognise, close: async () => await encoder?.close() };
}

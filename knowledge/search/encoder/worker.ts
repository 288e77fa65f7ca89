import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { answerQuestions } from '../thread.js';
import { loadBert, WIDTH } from './bert.js';
import { startKernel } from './kernel.js';
import type { ModelFiles } from './model-files.js';
import { createNetwork, WORKING_MEMORY } from './network.js';
import { readTensors, sizeOf } from './tensors.js';
import { createTokenizer } from './tokens.js';

function read<T>(file: string, parse: (text: string) => T): T {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * The worker thread: loads the model that `workerData` names, then answers every array of texts with one Float32Array of
 * all their vectors. What goes wrong with the files is thrown and ends the thread.
 */
const files = workerData as ModelFiles;
const tokenize = read(files.tokenizer, createTokenizer);
const tensors = read(files.manifest, readTensors);
const machine = startKernel(sizeOf(tensors) + WORKING_MEMORY);
const encode = createNetwork(loadBert(tensors, files.weights, machine), machine);
// The first run is slow and makes the engine optimise the kernel: better now than on a customer's time.
encode(tokenize('Hello, how can I help you today?'));

answerQuestions((texts: readonly string[]): Float32Array => {
  const vectors = new Float32Array(texts.length * WIDTH);
  texts.forEach((text, index) => {
    vectors.set(encode(tokenize(text)), index * WIDTH);
  });
  return vectors;
});

import { Worker } from 'node:worker_threads';
import type { ModelFiles } from './model-files.js';

/** A worker thread that answers each array of texts with all their vectors in one array. */
export interface Thread {
  ask(texts: readonly string[]): Promise<Float32Array>;
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (vectors: Float32Array) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread; it keeps the process alive only while an answer is awaited. `onEnd` is called once, when it is gone. */
export function startThread(files: ModelFiles, onEnd: (error: Error) => void): Thread {
  const waiting: Waiting[] = [];
  const worker = startWorker(files);
  let failure = new Error('the thread of the sentence encoder was ended');

  worker.on('message', (vectors: Float32Array) => {
    waiting.shift()?.resolve(vectors);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', (error) => {
    failure = error;
  });
  worker.on('exit', () => {
    for (const { reject } of waiting) reject(failure);
    onEnd(failure);
  });
  worker.unref();

  return {
    ask: (texts) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.ref();
        worker.postMessage(texts);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Compiled, the worker is JavaScript beside this file; in tests and under `npm run dev` it is TypeScript, which tsx reads. */
function startWorker(files: ModelFiles): Worker {
  // By default short-lived garbage grows to several times that before it is collected.
  const options = { workerData: files, resourceLimits: { maxYoungGenerationSizeMb: 4 }, execArgv: [] };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const [tsx, here] = [import.meta.resolve('tsx/esm/api'), import.meta.url].map((url) => JSON.stringify(url));
  const program = `import(${tsx}).then(({ tsImport }) => tsImport('./worker.ts', ${here}))`;
  return new Worker(program, { ...options, eval: true });
}

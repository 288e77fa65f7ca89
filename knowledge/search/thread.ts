import { parentPort, Worker } from 'node:worker_threads';

/** A worker thread that answers questions. Both must be such as can be copied from one thread to another. */
export interface Thread<Question, Answer> {
  /** Rejects when the thread cannot answer this, or ends before it has. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

export interface ThreadOptions {
  /** What the program of the thread finds as its `workerData`. */
  readonly data: unknown;
  /** Called once, when the thread is gone. */
  readonly onEnd: (error: Error) => void;
  /** Gets the lines that the thread tells operators. */
  readonly log?: (line: string) => void;
}

interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}

type Told<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: Error }
  | { readonly line: string };

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a program as a thread; it keeps the process alive only while an answer is awaited. */
export function startThread<Question, Answer>(
  program: URL,
  { data, onEnd, log = () => {} }: ThreadOptions,
): Thread<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>();
  const worker = startWorker(program, data);
  let failure = new Error('the thread was ended');
  let asked = 0;

  worker.on('message', (told: Told<Answer>) => {
    if ('line' in told) return log(told.line);
    const waits = waiting.get(told.id);
    waiting.delete(told.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in told) waits?.reject(told.error);
    else waits?.resolve(told.answer);
  });
  worker.on('error', (error) => {
    failure = error;
  });
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(failure);
    onEnd(failure);
  });
  worker.unref();

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: asked, question } satisfies Asked<Question>);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

/** In the program of a thread: answers what is asked, each question as soon as it can be. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  const tell = (told: Told<Answer>): void => parentPort?.postMessage(told);
  parentPort?.on('message', async ({ id, question }: Asked<Question>) => {
    try {
      tell({ id, answer: await answer(question) });
    } catch (error) {
      tell({ id, error: error instanceof Error ? error : new Error(String(error)) });
    }
  });
}

/** In the program of a thread: a plain line for operators. */
export function tellOperators(line: string): void {
  parentPort?.postMessage({ line } satisfies Told<never>);
}

/** Compiled, the program is JavaScript; in tests and under `npm run dev` it is TypeScript, which tsx reads. */
function startWorker(program: URL, workerData: unknown): Worker {
  // By default short-lived garbage grows to several times that before it is collected.
  const options = { workerData, resourceLimits: { maxYoungGenerationSizeMb: 4 }, execArgv: [] };
  if (!import.meta.url.endsWith('.ts')) return new Worker(program, options);
  const source = program.href.replace(/\.js$/, '.ts');
  const [tsx, file, here] = [import.meta.resolve('tsx/esm/api'), source, import.meta.url].map((url) =>
    JSON.stringify(url),
  );
  return new Worker(`import(${tsx}).then(({ tsImport }) => tsImport(${file}, ${here}))`, {
    ...options,
    eval: true,
  });
}

/**
 * What it costs to read a message, measured on the compiled program: `npm run build`, then `npm run bench recognize`.
 * Prints milliseconds a message with and without the sentence encoder and in the recogniser's thread, the longest time for which the main thread was kept
 * from anything else, and how many times longer a message takes by words alone with 10,000 entries than with 18.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type * as buildModule from '../../bot/built.js';
import type * as localModule from '../../bot/recognizer/local.js';
import type { Entry } from '../../knowledge/entry.js';
import type * as encoderModule from '../../knowledge/search/encoder/encoder.js';
import type * as modelModule from '../../knowledge/search/model.js';
import type * as recogniseModule from '../../knowledge/search/recognise.js';
import type * as contentModule from '../../knowledge/search/search-content.js';
import type * as trainModule from '../../knowledge/search/train.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compiled = async <T>(path: string): Promise<T> => await import(join(root, 'dist', path));
const { build } = await compiled<typeof buildModule>('bot/built.js');
const { openLocalRecognizer } = await compiled<typeof localModule>('bot/recognizer/local.js');
const { openEncoder } = await compiled<typeof encoderModule>('knowledge/search/encoder/encoder.js');
const { readModel } = await compiled<typeof modelModule>('knowledge/search/model.js');
const { createRecognition } = await compiled<typeof recogniseModule>('knowledge/search/recognise.js');
const { readSearchContent } = await compiled<typeof contentModule>('knowledge/search/search-content.js');
const { trainModel } = await compiled<typeof trainModule>('knowledge/search/train.js');

const content = join(root, 'knowledge/content');
const { knowledge, files } = await build({ root, content, encoderPath: undefined });
const model = readModel(readFileSync(files.model));
const opened = await openEncoder({ root });
const encoder = opened.kind === 'ready' ? opened.encoder : undefined;
await encoder?.warm();

const messages = readFileSync(join(root, 'test/evaluation/held-back.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): string => JSON.parse(line).text);

const delay = monitorEventLoopDelay({ resolution: 1 });
const byWords = await times(createRecognition(knowledge, model), messages);
print('by words alone', byWords);
print('with the encoder', await times(createRecognition(knowledge, model, encoder), messages));
await encoder?.close();

const recognizer = await openLocalRecognizer(
  { knowledge, model: files.model, ...(opened.kind === 'ready' && { encoder: opened.model }) },
  console.error,
);
await recognizer.recognize(messages[0] ?? '');
delay.enable();
print('in its thread, as in the chat', await times(recognizer.recognize, messages));
delay.disable();
console.log(`main thread held at most       ${(delay.max / 1e6 - 1).toFixed(1)} ms`);
await recognizer.close();

const { small, large } = { small: syntheticEntries(18), large: syntheticEntries(10_000) };
const phrasings = { ...readSearchContent(content), facts: {} };
const medians: number[] = [];
for (const entries of [small, large]) {
  const recognise = createRecognition(
    { entries, rules: knowledge.rules },
    await trainModel(entries, phrasings),
  );
  const questions = entries.slice(0, 18).map(({ question }) => `please tell me ${question}`);
  const list = await times(recognise, Array.from({ length: 30 }, () => questions).flat());
  print(`${entries.length} entries, by words`, list);
  medians.push(median(list));
}
console.log(`10,000 entries to 18           ${((medians[1] ?? 0) / (medians[0] ?? 1)).toFixed(1)} times`);

async function times(
  recognise: recogniseModule.Recognise,
  texts: readonly string[],
): Promise<readonly number[]> {
  const list: number[] = [];
  for (const text of [...texts.slice(0, 200), ...texts]) {
    const start = performance.now();
    await recognise(text);
    list.push(performance.now() - start);
  }
  return list.slice(-texts.length);
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}

function print(name: string, list: readonly number[]): void {
  const p99 = [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? Number.NaN;
  console.log(`${name.padEnd(31)}median ${median(list).toFixed(2)} ms, p99 ${p99.toFixed(1)} ms`);
}

/** Entries of made-up words, always the same. */
function syntheticEntries(count: number): readonly Entry[] {
  let state = 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const syllables = ['ba', 'ko', 'ri', 'ta', 'mu', 'ne', 'so', 'li', 'fe', 'da', 'go', 'pi'];
  const common = [
    'the',
    'is',
    'of',
    'you',
    'can',
    'a',
    'to',
    'how',
    'what',
    'for',
    'with',
    'we',
    'do',
    'not',
  ];
  const word = (): string =>
    below(2) === 0
      ? (common[below(common.length)] ?? '')
      : Array.from({ length: 3 }, () => syllables[below(syllables.length)]).join('');
  const sentence = (length: number): string => Array.from({ length }, word).join(' ');
  return Array.from(
    { length: count },
    (_, at): Entry => ({
      id: `entry-${at}`,
      question: `How ${sentence(7)}?`,
      title: sentence(4),
      topic: '',
      answer: [{ kind: 'paragraph', text: `${sentence(12)}. ${sentence(12)}.`, line: 1 }],
      sections: [],
      links: [],
      alsoAsked: [],
      offers: [],
      travels: [],
      line: 1,
    }),
  );
}

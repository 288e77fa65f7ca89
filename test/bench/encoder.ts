/**
 * What the sentence encoder costs, measured on the compiled program: `npm run build`, then `npm run bench encoder`.
 * Prints milliseconds a text by length, the time to open and load, the memory that it adds to the process, and the longest
 * time for which it kept the main thread from anything else.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type * as encoderModule from '../../knowledge/search/encoder/encoder.js';

const ROUNDS = 300;
const root = new URL('../../', import.meta.url);
const { openEncoder }: typeof encoderModule = await import(
  new URL('dist/knowledge/search/encoder/encoder.js', root).href
);

const texts = {
  'short (8 tokens)': 'The console is very slow',
  'usual (20 tokens)': 'My laptop crashes whenever I open the console on Windows, what can I do about it?',
  'long (128 tokens)': 'The rollout failed again on every machine. '.repeat(20),
};

const megabytes = (): number => process.memoryUsage.rss() / 1e6;
const show = (name: string, value: string): void => console.log(`${name.padEnd(28)}${value}`);

await pause(200);
const memoryBefore = megabytes();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

let start = performance.now();
const opened = await openEncoder({ root: root.pathname });
if (opened.kind === 'absent') throw new Error(opened.reason);
show('open (hashes checked)', `${(performance.now() - start).toFixed(0)} ms`);

const { encoder } = opened;
start = performance.now();
await encoder.warm();
show('load', `${(performance.now() - start).toFixed(0)} ms`);

for (const [name, text] of Object.entries(texts)) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    start = performance.now();
    await encoder.encode([text]);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * ROUNDS)] ?? Number.NaN).toFixed(1);
  show(name, `median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

delay.disable();
show('added memory', `${(megabytes() - memoryBefore).toFixed(0)} MB`);
show('main thread held at most', `${(delay.max / 1e6 - 1).toFixed(1)} ms`);
await encoder.close();

/**
 * The whole bot beside an Echo bot on the same stack, each a process of its own, started turn by turn: milliseconds from
 * the start of the process until it listens and of processor for that, resident memory after the same chats, processor time a turn, and the longest
 * time for which the event loop stood still once it was warm. `npm run build` first.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rounds = 3;
const chats = 12;

/** Short and long, sure and unsure, a whole intake among them. */
const messages = [
  'how many technical contacts are there on Enhanced?',
  'and on premium',
  'wheres my ticket',
  'do unused TRM days carry over to next year',
  'what can i do to get my issue solved quickr',
  `since this morning every agent is gone. ${'we rebooted the core, cleared caches, checked the licences and nothing helped. '.repeat(22)}`,
  'cancel',
  'our production server is down and 400 people cannot work, no workaround at all',
  'yes',
  'no',
  'it also prints slowly on the second floor and the console throws error 0x80070005 whenever I save',
  'a person please',
  'can you recommend a good restaurant in Utrecht',
  'thanks a lot',
];

interface Sample {
  readonly rss: number;
  readonly cpu: number;
  readonly held: number;
}

interface Running {
  readonly url: string;
  readonly ready: number;
  readonly sample: () => Promise<Sample>;
  readonly stop: () => Promise<void>;
}

async function start(script: string, args: readonly string[]): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-'));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'test/bench/watch.js'), join(root, script), ...args],
    {
      cwd: root,
      env: { ...process.env, PORT: '0', STORE_URL: `file:${folder}`, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const url = await addressOf(child);
  const ready = performance.now() - began;
  return {
    url,
    ready,
    sample: async () => {
      child.send('sample');
      const [sample] = await once(child, 'message');
      return sample as Sample;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let heard = '';
  for await (const piece of child.stdout ?? []) {
    heard += piece;
    const address = /http:\/\/\S+?(?=\/?\s)/.exec(heard)?.[0];
    if (address) return address;
  }
  throw new Error('the bot ended before it listened');
}

/** One chat after the other, one message after the other: what a turn costs, not how many fit at once. */
async function chat(url: string): Promise<void> {
  const post = async (
    path: string,
    body: object,
    token?: string,
  ): Promise<{ token: string; conversationId: string }> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { token: string; conversationId: string };
  };
  const { token } = await post('/api/chat/token', {});
  const { conversationId } = await post('/v3/directline/conversations', {}, token);
  for (const text of messages) {
    const activity = { type: 'message', text, from: { id: 'bench' } };
    await post(`/v3/directline/conversations/${conversationId}/activities`, activity, token);
  }
}

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
const bots = {
  'echo bot': ['test/bench/echo.js'],
  firstline: ['bot/firstline.js', 'serve'],
} as const;

const figures = new Map<
  string,
  { ready: number[]; started: number[]; empty: number[]; used: number[]; cpu: number[]; held: number[] }
>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, [script, ...args]] of Object.entries(bots)) {
    const all = figures.get(name) ?? { ready: [], started: [], empty: [], used: [], cpu: [], held: [] };
    figures.set(name, all);
    const bot = await start(script, args);
    all.ready.push(bot.ready);
    all.started.push((await bot.sample()).cpu);
    await pause(1500);
    all.empty.push((await bot.sample()).rss);
    await chat(bot.url);
    const before = await bot.sample();
    for (let count = 1; count < chats; count += 1) await chat(bot.url);
    const after = await bot.sample();
    all.used.push(after.rss);
    all.cpu.push((after.cpu - before.cpu) / ((chats - 1) * messages.length));
    all.held.push(after.held);
    await bot.stop();
  }
}

for (const [name, { ready, started, empty, used, cpu, held }] of figures) {
  console.log(
    `${name.padEnd(12)}ready ${median(ready).toFixed(0)} ms (${median(started).toFixed(0)} of processor), memory ${median(empty).toFixed(0)} MB, after ${chats} chats ${median(used).toFixed(0)} MB, ` +
      `${median(cpu).toFixed(1)} ms of processor a turn, event loop held at most ${median(held).toFixed(1)} ms`,
  );
}
const [echo, ours] = [figures.get('echo bot'), figures.get('firstline')];
console.log(
  `memory above the echo bot   ${(median(ours?.used ?? []) - median(echo?.used ?? [])).toFixed(0)} MB`,
);

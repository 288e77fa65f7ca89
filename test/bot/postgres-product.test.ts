import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { WebSocket } from 'ws';
import { type Chat, call, chatAt, openChat } from '../support/direct-line-api.js';
import { secret } from '../support/echo-server.js';
import { startPostgres } from '../support/postgres-server.js';
import { command, type Product, startProduct } from '../support/product.js';
import { root } from '../support/root.js';
import { waitUntil } from '../support/wait-until.js';

const server = await startPostgres();
const within = server ? describe : describe.skip;

within('the product on PostgreSQL', () => {
  if (!server) return;
  let env: NodeJS.ProcessEnv;
  const running = new Map<string, Product>();
  afterAll(async () => {
    await Promise.all([...running.values()].map((one) => one.close()));
    await server.remove();
  });

  const startOne = async (): Promise<string> => {
    const product = await startProduct(env);
    const address = product.address.replace(/\/$/, '');
    running.set(address, product);
    return address;
  };
  /** What the bot says to it. */
  const say = async (chat: Chat, text: string): Promise<string> => {
    const before = (await chat.history()).body.watermark;
    const { status } = await chat.say(text);
    expect(status).toBe(200);
    return JSON.stringify((await chat.history(before)).body.activities);
  };
  const listed = async (...what: readonly string[]): Promise<unknown> => {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...what, '--json'], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    return JSON.parse(stdout);
  };

  it('is one product in two processes: a report begun at one goes on at the other, and over restarts', async () => {
    env = {
      STORE_URL: await server.emptyDatabase('product'),
      DIRECTLINE_SECRET: secret,
      FIRSTLINE_NOW: '2026-03-11T10:30:00Z',
      LOG_LEVEL: 'silent',
    };
    const [one, other] = await Promise.all([startOne(), startOne()]);
    const chat = await openChat(one);
    expect(await say(chat, 'how many technical contacts do we get with Enhanced?')).toContain('8 (Enhanced)');
    await say(
      chat,
      'Service Manager 2024.3 core server down, the services refuse to start again, we restarted it three times. This is Ola Berg, ola.berg@example.org, +47 22 99 00 11',
    );
    const there = chatAt(other, chat);
    const seen: string[] = [];
    const socket = new WebSocket(chat.streamUrl);
    socket.on('message', (frame) => seen.push(String(frame)));
    expect(await say(there, 'Yes')).toContain('installed and used');
    await say(chat, 'yes');
    expect(await say(there, 'no')).toContain('Proposed priority: P1');
    expect(await say(there, 'Create the case')).toContain('Your case is');

    await say(chat, "Call me as soon as you're available");
    expect(await say(there, 'Enhanced')).toContain('Shall we ring');
    // The page is connected to the one process and sees what was said at the other.
    await waitUntil('the page shows it', () => seen.join().includes('Shall we ring'));
    socket.terminate();

    await running.get(one)?.close();
    running.delete(one);
    const third = chatAt(await startOne(), chat);
    expect(await say(third, 'Yes, that number')).toContain('Shall I request the callback');
    expect(await say(there, 'Request the callback')).toContain('You have place 1');

    const cases = await listed('cases', 'list');
    expect(cases).toEqual([expect.objectContaining({ priority: 'P1', product: 'Service Manager' })]);
    expect(await listed('callbacks', 'list')).toHaveLength(1);
    expect(await listed('knowledge', 'gaps')).toMatchObject({ gaps: expect.anything() });
    expect(await listed('figures')).toBeDefined();
    const exported = await listed('customer', 'export', 'ola.berg@example.org');
    expect(JSON.stringify(exported)).toContain('core server down');
    expect(await listed('customer', 'forget', 'ola.berg@example.org')).toMatchObject({ kept: 2 });
  }, 180_000);

  it('is not ready without its database, fails fast, and comes back by itself', async () => {
    const [address = ''] = running.keys();
    const health = async (): Promise<number> =>
      (await call('GET', `${address}/healthz`).catch(() => ({ status: 0 }))).status;
    const chat = await openChat(address);
    await say(chat, 'hello');
    await server.stop();
    const begun = performance.now();
    expect((await chat.say('are you there?')).status).toBeGreaterThanOrEqual(500);
    expect(performance.now() - begun).toBeLessThan(3500);
    await waitUntil('it is not ready', async () => (await health()) === 503, 10_000);
    await server.start();
    await waitUntil('it is ready', async () => (await health()) === 200, 20_000);
    expect(await say(chat, 'how many technical contacts do we get with Enhanced?')).toContain('8 (Enhanced)');
  }, 120_000);

  it('waits for a database that is down when it starts', async () => {
    await server.stop();
    const starting = startOne();
    const [first] = await Promise.race([
      starting.then(() => ['ready']),
      new Promise<readonly string[]>((resolve) => setTimeout(() => resolve(['waiting']), 5000)),
    ]);
    expect(first).toBe('waiting');
    await server.start();
    const address = await starting;
    expect((await call('GET', `${address}/healthz`)).status).toBe(200);
  }, 120_000);
});

import { call } from '../support/direct-line-api.js';
import { type Client, connect } from '../support/direct-line-client.js';
import { type EchoServer, secret, startEchoServer } from '../support/echo-server.js';
import { createMemoryLog } from '../support/memory-log.js';

const online = 2;

describe('the Direct Line client of Microsoft', () => {
  let server: EchoServer;
  let client: Client | undefined;

  const newToken = async (): Promise<{ readonly token: string; readonly conversationId: string }> =>
    (await call('POST', `${server.url}/api/chat/token`, { body: {} })).body;

  afterEach(async () => {
    client?.close();
    await server.close();
  });

  for (const [mode, webSocket] of [
    ['over a WebSocket', true],
    ['by polling', false],
  ] as const) {
    it(`holds a conversation ${mode}`, async () => {
      server = await startEchoServer();
      const { token } = await newToken();
      client = connect(server.url, { token, webSocket });
      await client.hear('Hello');
      const id = await client.say('Where is my case?');
      await client.hear('Echo: Where is my case?');
      const [greeting, mine, reply] = client.activities;
      expect(client.activities).toHaveLength(3);
      expect(greeting).toMatchObject({ text: 'Hello', from: { role: 'bot' } });
      expect(mine).toMatchObject({ id, text: 'Where is my case?', from: { role: 'user' } });
      expect(mine?.from.id).toMatch(/^dl_/);
      expect(reply).toMatchObject({ replyToId: id, from: { role: 'bot' } });
      expect(client.statuses.at(-1)).toBe(online);
    });
  }

  it('begins with the secret alone', async () => {
    server = await startEchoServer();
    client = connect(server.url, { secret });
    await client.hear('Hello');
    await client.say('hi');
    await client.hear('Echo: hi');
  });

  it('comes back to its conversation and reads it from the start', async () => {
    server = await startEchoServer();
    const { token, conversationId } = await newToken();
    client = connect(server.url, { token });
    await client.hear('Hello');
    await client.say('one');
    await client.hear('Echo: one');
    client.close();
    client = connect(server.url, { token, conversationId, watermark: '0' });
    await client.hear('Echo: one');
    expect(client.activities.map((activity) => 'text' in activity && activity.text)).toEqual([
      'Hello',
      'one',
      'Echo: one',
    ]);
  });

  it('misses nothing and sees nothing twice when the server is restarted under it', async () => {
    const log = createMemoryLog();
    server = await startEchoServer({ log });
    const port = Number(new URL(server.url).port);
    const { token, conversationId } = await newToken();
    client = connect(server.url, { token });
    await client.hear('Hello');
    await client.say('before');
    await client.hear('Echo: before');
    await server.close();
    server = await startEchoServer({ log, port });
    await server.line.post(conversationId, [{ type: 'message', text: 'said while you were away' }]);
    await client.hear('said while you were away');
    await client.say('after');
    await client.hear('Echo: after');
    const ids = client.activities.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(6);
  }, 15_000);
});

import { WebSocket } from 'ws';
import { type Chat, call, chatAt, openChat } from '../support/direct-line-api.js';
import { type EchoServer, secret, startEchoServer } from '../support/echo-server.js';
import { createMemoryLog } from '../support/memory-log.js';
import { waitUntil } from '../support/wait-until.js';

interface Frame {
  readonly activities: readonly { readonly type: string; readonly id: string; readonly text?: string }[];
  readonly watermark?: string;
}

describe('the Direct Line stream', () => {
  let time = Date.parse('2026-03-11T10:00:00Z');
  let server: EchoServer;
  let chat: Chat;
  const sockets: WebSocket[] = [];

  beforeEach(async () => {
    server = await startEchoServer({ now: () => new Date(time) });
    chat = await openChat(server.url);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await server.close();
  });

  /** Opens a stream and collects what it brings; `refused` is the status of the answer when there is no stream. */
  const listen = async (url = chat.streamUrl, headers: Record<string, string> = {}) => {
    const socket = new WebSocket(url, { headers });
    sockets.push(socket);
    const frames: Frame[] = [];
    const ends: (number | undefined)[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    socket.on('close', (code) => ends.push(code));
    const refused = await new Promise<number | undefined>((resolve) => {
      socket.on('open', () => resolve(undefined));
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
    });
    const heard = () => frames.flatMap(({ activities }) => activities.map(({ type, text }) => text ?? type));
    return { socket, frames, ends, refused, heard };
  };

  it('brings what was said before it opened, then everything in order with its watermark', async () => {
    await chat.say('early');
    const stream = await listen();
    await chat.say('late');
    await waitUntil('all messages', () => stream.heard().length >= 5);
    expect(stream.heard()).toEqual(['Hello', 'early', 'Echo: early', 'late', 'Echo: late']);
    expect(stream.frames.at(-1)?.watermark).toBe((await chat.history()).body.watermark);
  });

  it('brings what another process wrote once it is told, of this conversation or maybe of any', async () => {
    const log = createMemoryLog();
    const [here, there] = [await startEchoServer({ log }), await startEchoServer({ log })];
    try {
      const mine = await openChat(here.url);
      const stream = await listen(mine.streamUrl);
      await waitUntil('the greeting', () => stream.heard().length === 1);
      for (const [text, conversation] of [['told', mine.id] as const, ['missed', undefined] as const]) {
        await chatAt(there.url, mine).say(text);
        expect(stream.heard()).not.toContain(`Echo: ${text}`);
        here.line.wake(conversation);
        await waitUntil(text, () => stream.heard().includes(`Echo: ${text}`));
      }
      expect(stream.heard()).toEqual(['Hello', 'told', 'Echo: told', 'missed', 'Echo: missed']);
    } finally {
      await there.close();
      await here.close();
    }
  });

  it('goes on where the client left off', async () => {
    await chat.say('one');
    const { watermark } = (await chat.history()).body;
    await chat.say('two');
    const reconnect = async (query: string) =>
      (await call('GET', `${chat.url}${query}`, { token: chat.token })).body;
    const replay = await listen((await reconnect(`?watermark=${watermark}`)).streamUrl);
    const everything = await listen((await reconnect('?watermark=')).streamUrl);
    const onlyNew = await listen((await reconnect('')).streamUrl);
    await chat.say('three');
    await waitUntil('the last reply', () =>
      [replay, everything, onlyNew].every((one) => one.heard().includes('Echo: three')),
    );
    expect(replay.heard()).toEqual(['two', 'Echo: two', 'three', 'Echo: three']);
    expect(everything.heard()).toHaveLength(7);
    expect(onlyNew.heard()).toEqual(['three', 'Echo: three']);
  });

  it('gives a new token with a reconnect, also to the holder of the secret', async () => {
    for (const token of [chat.token, secret]) {
      const { status, body } = await call('GET', chat.url, { token });
      expect([status, body.conversationId, body.expires_in]).toEqual([200, chat.id, 1800]);
      const { body: set } = await call('GET', `${chat.url}/activities`, { token: body.token });
      expect(set.activities).toHaveLength(1);
    }
  });

  it('tolerates being opened twice with the same address', async () => {
    const one = await listen();
    const two = await listen();
    await chat.say('hi');
    await waitUntil('both', () => one.heard().length === 3 && two.heard().length === 3);
    expect(one.heard()).toEqual(two.heard());
    expect(one.frames.flatMap(({ activities }) => activities.map(({ id }) => id))).toEqual(
      two.frames.flatMap(({ activities }) => activities.map(({ id }) => id)),
    );
  });

  it('shows typing only to those who look now', async () => {
    const stream = await listen();
    await server.line.post(chat.id, [{ type: 'typing' }, { type: 'message', text: 'done' }]);
    await waitUntil('the message', () => stream.heard().includes('done'));
    expect(stream.heard()).toEqual(['Hello', 'typing', 'done']);
    const types = (await chat.history()).body.activities.map(({ type }: { readonly type: string }) => type);
    expect(types).toEqual(['message', 'message']);
  });

  it('is deaf to what clients send, and ends one that sends too much', async () => {
    const stream = await listen();
    for (const junk of ['', 'junk', '{"type":"message","text":"x"}', '[[[[']) stream.socket.send(junk);
    stream.socket.send(Buffer.from([0xff, 0xfe, 0x00]));
    await chat.say('hi');
    await waitUntil('the reply', () => stream.heard().includes('Echo: hi'));
    stream.socket.send('x'.repeat(2 * 1024 * 1024));
    await waitUntil('the end', () => stream.ends.length > 0);
    expect([stream.ends[0], (await chat.say('still there')).status]).toEqual([1009, 200]);
  });

  it('is refused to foreign pages, without a ticket, with another’s and with an old one', async () => {
    const other = await openChat(server.url, 'dl_bob');
    const bare = chat.streamUrl.replace(/\?.*/, '');
    const ticket = new URL(chat.streamUrl).search;
    const refusals = [
      (await listen(chat.streamUrl, { Origin: 'https://evil.example' })).refused,
      (await listen(bare)).refused,
      (await listen(`${bare}?t=${chat.token}`)).refused,
      (await listen(`${other.streamUrl.replace(/\?.*/, '')}${ticket}`)).refused,
      (await listen(`${server.url.replace('http', 'ws')}/elsewhere${ticket}`)).refused,
    ];
    time += 61_000;
    refusals.push((await listen()).refused);
    expect(refusals).toEqual([403, 403, 403, 403, 404, 403]);
    expect((await listen(chat.streamUrl, { Origin: server.url })).refused).toBe(403);
  });

  it('opens for our own page', async () => {
    expect((await listen(chat.streamUrl, { Origin: server.url })).refused).toBeUndefined();
  });

  it('is closed with 1001 when the server stops, after the reply to what was being handled', async () => {
    const stream = await listen();
    const said = chat.say('last words');
    await waitUntil('the echo', () => stream.heard().includes('last words'));
    await server.close();
    expect((await said).status).toBe(200);
    await waitUntil('the end', () => stream.ends.length > 0);
    expect([stream.heard().at(-1), stream.ends]).toEqual(['Echo: last words', [1001]]);
    server = await startEchoServer();
  });
});

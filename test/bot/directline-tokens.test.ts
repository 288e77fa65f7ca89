import { SignJWT } from 'jose';
import { call, chatAt, openChat, texts } from '../support/direct-line-api.js';
import { type EchoServer, secret, startEchoServer } from '../support/echo-server.js';
import { createMemoryLog } from '../support/memory-log.js';

const minutes = 60_000;

describe('Direct Line tokens', () => {
  let time = Date.parse('2026-03-11T10:00:00Z');
  let server: EchoServer;
  let base: string;

  beforeAll(async () => {
    server = await startEchoServer({ now: () => new Date(time), allowedOrigins: ['https://shop.example'] });
    base = `${server.url}/v3/directline`;
  });
  afterAll(() => server.close());

  const generate = (body: object = {}) => call('POST', `${base}/tokens/generate`, { token: secret, body });

  it('are generated with the secret, for half an hour and a conversation that has not begun', async () => {
    const { status, body } = await generate({ user: { id: 'dl_ada' } });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['conversationId', 'expires_in', 'token']);
    expect(body.expires_in).toBe(1800);
    const early = await call('GET', `${base}/conversations/${body.conversationId}/activities`, {
      token: body.token,
    });
    expect(early.status).toBe(404);
  });

  it("are also generated from the capitals of Microsoft's samples", async () => {
    const { body } = await generate({
      User: { Id: 'dl_ada', Name: 'Ada' },
      TrustedOrigins: ['https://shop.example'],
    });
    const begun = await call('POST', `${base}/conversations`, { token: body.token });
    const url = `${base}/conversations/${body.conversationId}/activities`;
    await call('POST', url, { token: begun.body.token, body: { type: 'message', text: 'hi' } });
    const { body: set } = await call('GET', url, { token: begun.body.token });
    expect(set.activities[1]).toMatchObject({ text: 'hi', from: { id: 'dl_ada', role: 'user' } });
  });

  it('begin their conversation once: 201, then 200 with the same one', async () => {
    const { body } = await generate();
    const first = await call('POST', `${base}/conversations`, { token: body.token });
    const second = await call('POST', `${base}/conversations`, { token: body.token });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.conversationId).toBe(first.body.conversationId);
    expect(first.body).toMatchObject({ conversationId: body.conversationId, expires_in: 1800 });
    expect(first.body.streamUrl).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/.+\/stream\?t=/,
    );
  });

  it('are refused with 403 and TokenExpired when they are too old, and refreshed before', async () => {
    const chat = await openChat(server.url);
    time += 29 * minutes;
    const refreshed = await call('POST', `${base}/tokens/refresh`, { token: chat.token });
    expect(refreshed).toMatchObject({ status: 200, body: { conversationId: chat.id, expires_in: 1800 } });
    time += 2 * minutes;
    const refused = [
      await chat.say('too late'),
      await chat.history(),
      await call('GET', chat.url, { token: chat.token }),
      await call('POST', `${base}/tokens/refresh`, { token: chat.token }),
    ];
    for (const { status, body } of refused) {
      expect([status, body.error.code]).toEqual([403, 'TokenExpired']);
    }
    expect((await call('GET', chat.url, { token: refreshed.body.token })).status).toBe(200);
  });

  it('open no conversation but their own', async () => {
    const ada = await openChat(server.url, 'dl_ada');
    const bob = await openChat(server.url, 'dl_bob');
    await ada.say('for nobody else');
    for (const answer of [
      await call('GET', `${ada.url}/activities`, { token: bob.token }),
      await call('GET', ada.url, { token: bob.token }),
      await call('POST', `${ada.url}/activities`, { token: bob.token, body: { type: 'message', text: 'x' } }),
      await call('POST', `${ada.url}/upload`, {
        token: bob.token,
        body: 'x',
        headers: { 'Content-Type': 'text/plain' },
      }),
    ]) {
      expect(answer.status).toBe(403);
      expect(JSON.stringify(answer.body)).not.toContain('nobody else');
    }
  });

  it('are refused when this server has not signed them', async () => {
    const chat = await openChat(server.url);
    const [header = '', claims = '', signature = ''] = chat.token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const foreign = await new SignJWT({ conv: chat.id, user: 'dl_ada', origins: [] })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('conversation')
      .setExpirationTime(time / 1000 + 1000)
      .sign(new TextEncoder().encode('the secret of somebody else'));
    const ticket = new URL(chat.streamUrl).searchParams.get('t') ?? '';
    for (const token of [
      `${header}.${claims}.${signature.slice(0, -4)}`,
      `${header}.${claims}.`,
      `${header}.${Buffer.from(JSON.stringify({ conv: chat.id, user: 'dl_bob' })).toString('base64url')}.${signature}`,
      `${none}.${claims}.`,
      foreign,
      ticket,
      'abc',
      `${secret}x`,
    ]) {
      const { status, body } = await call('GET', `${chat.url}/activities`, { token });
      expect([token.slice(0, 8), status, body.error.code]).toEqual([token.slice(0, 8), 403, 'Forbidden']);
    }
  });

  it('are needed', async () => {
    for (const [method, path] of [
      ['POST', 'tokens/generate'],
      ['POST', 'tokens/refresh'],
      ['POST', 'conversations'],
      ['GET', 'conversations/abc/activities'],
      ['GET', 'session/getsessionid'],
    ] as const) {
      const { status, body } = await call(method, `${base}/${path}`);
      expect([path, status, typeof body.error.message]).toEqual([path, 401, 'string']);
    }
  });

  it('are not generated with a token, nor for a user whose id anybody could claim', async () => {
    const chat = await openChat(server.url);
    expect((await call('POST', `${base}/tokens/generate`, { token: chat.token })).status).toBe(403);
    expect((await generate({ user: { id: 'admin' } })).status).toBe(400);
  });

  it('with trusted origins are of no use on other pages', async () => {
    const { body } = await generate({ trustedOrigins: ['https://shop.example'] });
    const from = (origin: string) =>
      call('POST', `${base}/conversations`, { token: body.token, headers: { Origin: origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('https://shop.example')).status).toBe(201);
  });

  it('survive a restart with the same secret, and only with that', async () => {
    const log = createMemoryLog();
    const first = await startEchoServer({ log });
    const chat = await openChat(first.url);
    await chat.say('hi');
    const { watermark } = (await chat.history()).body;
    await first.close();
    const second = await startEchoServer({ log });
    const resumed = chatAt(second.url, chat);
    await resumed.say('again');
    const later = await resumed.history(watermark);
    await second.close();
    const third = await startEchoServer({ log, secret: 'another secret' });
    const refused = await chatAt(third.url, chat).history();
    await third.close();
    expect(texts(later)).toEqual(['again', 'Echo: again']);
    expect(refused.status).toBe(403);
  });
});

describe('the token of the chat page', () => {
  let time = Date.parse('2026-03-11T10:00:00Z');
  let server: EchoServer;
  const ask = (body: unknown, headers?: Record<string, string>) =>
    call('POST', `${server.url}/api/chat/token`, { body, ...(headers && { headers }) });

  beforeAll(async () => {
    server = await startEchoServer({
      now: () => new Date(time),
      limits: { tokens: 20 },
      allowedOrigins: ['https://shop.example'],
    });
  });
  afterAll(() => server.close());

  it('is for a new user of the server’s making', async () => {
    const one = await ask({});
    const two = await ask({ user: { id: 'dl_admin' } });
    expect(one).toMatchObject({ status: 200, body: { expires_in: 1800 } });
    expect(one.body.userId).toMatch(/^dl_[\w-]{22}$/);
    expect(new Set([one.body.userId, two.body.userId, 'dl_admin']).size).toBe(3);
  });

  it('is given for the same conversation to a page that was loaded anew', async () => {
    const first = await ask({});
    await call('POST', `${server.url}/v3/directline/conversations`, { token: first.body.token });
    time += 10 * minutes;
    const second = await ask({ token: first.body.token });
    expect(second.body).toMatchObject({
      conversationId: first.body.conversationId,
      userId: first.body.userId,
    });
    time += 25 * minutes;
    const third = await ask({ token: second.body.token });
    expect(third.body.conversationId).toBe(first.body.conversationId);
  });

  it('is for a new conversation when the old one is over or not the page’s own', async () => {
    const first = await ask({});
    await call('POST', `${server.url}/v3/directline/conversations`, { token: first.body.token });
    const neverBegun = await ask({});
    const forged = await ask({ token: `${first.body.token}x` });
    const unused = await ask({ token: neverBegun.body.token });
    time += 31 * minutes;
    const expired = await ask({ token: first.body.token });
    for (const { status, body } of [forged, unused, expired]) {
      expect(status).toBe(200);
      expect(body.conversationId).not.toBe(first.body.conversationId);
      expect(body.userId).not.toBe(first.body.userId);
    }
  });

  it('is not given to other sites, nor without end', async () => {
    const foreign = await ask({}, { Origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const listed = await ask({}, { Origin: 'https://shop.example' });
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://shop.example',
    ]);
    expect((await ask('{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await ask('[1', { 'Content-Type': 'application/json' })).status).toBe(400);
    let last = await ask({});
    for (let tries = 0; tries < 25 && last.status === 200; tries += 1) last = await ask({});
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

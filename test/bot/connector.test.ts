import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Activity, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { connectorChannels, createConnector } from '../../bot/channels/connector.js';
import { ConnectorAdapter } from '../../bot/channels/connector-adapter.js';
import { isTooLong } from '../../bot/channels/text-limit.js';
import { createServer, type HttpServer } from '../../bot/server.js';
import { call } from '../support/direct-line-api.js';
import { type KeyServer, startKeyServer } from '../support/key-server.js';

const heard: Activity[] = [];
let failing = false;

const logic = async (context: TurnContext) => {
  heard.push(context.activity);
  if (failing) throw new Error('inner secret');
  if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text ?? ''}`);
};

const activity = (change: object = {}) => ({
  type: 'message',
  id: 'a1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: 'user' },
  recipient: { id: 'bot' },
  conversation: { id: 'conversation' },
  text: 'hi',
  // The replies come in the answer, so that no test calls an outside address.
  deliveryMode: 'expectReplies',
  ...change,
});

async function start(authentication: Record<string, string>): Promise<readonly [HttpServer, string]> {
  const connector = createConnector({
    adapter: new ConnectorAdapter(new ConfigurationBotFrameworkAuthentication(authentication)),
    logic,
    serviceUrls: { hosts: ['smba.trafficmanager.net', '*.botframework.com'], loopback: false },
    channels: connectorChannels,
  });
  const server = createServer({
    pages: { html: '', files: new Map() },
    services: [connector],
    health: async () => ({ ready: true }),
    logger: pino({ level: 'silent' }),
  });
  const port = await server.listen(0, '127.0.0.1');
  return [server, `http://127.0.0.1:${port}/api/messages`];
}

const repeat = (text: string, times: number) => text.repeat(times);

describe('the guard of /api/messages', () => {
  let server: HttpServer;
  let url: string;

  beforeAll(async () => {
    [server, url] = await start({});
  });
  beforeEach(() => {
    heard.length = 0;
  });
  afterEach(async () => {
    failing = false;
    const next = await call('POST', url, { body: activity({ text: 'next' }) });
    expect(next).toMatchObject({ status: 200, body: { activities: [{ text: 'Echo: next' }] } });
  });
  afterAll(() => server.close());

  const post = (
    body: string | Uint8Array,
    headers: Record<string, string> = { 'Content-Type': 'application/json' },
  ) => call('POST', url, { body, headers });

  it.each<[string, string | Uint8Array, number]>([
    ['malformed JSON', '{"type":"message"', 400],
    ['an empty body', '', 400],
    ['an array', '[]', 400],
    ['null', 'null', 400],
    ['a number', '42', 400],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ['a byte order mark', `\uFEFF${JSON.stringify(activity())}`, 400],
    [
      '20,000 levels',
      JSON.stringify(activity({ value: 0 })).replace('0}', `${repeat('[', 20_000)}${repeat(']', 20_000)}}`),
      400,
    ],
    ['1 MB of text', JSON.stringify(activity({ text: repeat('x', 1_000_000) })), 413],
    ['30 MB', JSON.stringify(activity({ text: repeat('x', 30_000_000) })), 413],
  ])('refuses %s', async (_name, body, status) => {
    const answer = await post(body);
    expect([answer.status, Object.keys(answer.body.error)]).toEqual([status, ['code', 'message']]);
    expect(heard).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['no type', { type: undefined }, 400],
    ['a type that is no string', { type: { a: 1 } }, 400],
    ['no conversation', { conversation: undefined }, 400],
    ['a conversation that is text', { conversation: 'c' }, 400],
    ['a conversation whose id is an object', { conversation: { id: {} } }, 400],
    ['no sender', { from: undefined }, 400],
    ['a sender whose id is an object', { from: { id: { $gt: '' } } }, 400],
    ['no channel', { channelId: undefined }, 400],
    ['an unknown channel', { channelId: 'slack' }, 403],
    ['the channel that makes the framework call out', { channelId: 'AseChannel' }, 403],
    ['a development channel', { channelId: 'emulator' }, 403],
    ['no serviceUrl', { serviceUrl: undefined }, 400],
    ['a serviceUrl that is none', { serviceUrl: 'nowhere' }, 403],
    ['a file', { serviceUrl: 'file:///etc/passwd' }, 403],
    ['credentials in the serviceUrl', { serviceUrl: 'https://a:b@smba.trafficmanager.net/' }, 403],
    ['a metadata service', { serviceUrl: 'http://169.254.169.254/latest' }, 403],
    ['a private address', { serviceUrl: 'https://10.0.0.1/' }, 403],
    ['this machine', { serviceUrl: 'http://127.0.0.1:9/' }, 403],
    ['plain http', { serviceUrl: 'http://smba.trafficmanager.net/' }, 403],
    ['a look-alike host', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }, 403],
    ['a look-alike domain', { serviceUrl: 'https://evilbotframework.com/' }, 403],
  ])('refuses %s', async (_name, change, status) => {
    const answer = await post(JSON.stringify(activity(change)));
    expect([answer.status, typeof answer.body.error.message]).toEqual([status, 'string']);
    expect(heard).toEqual([]);
  });

  it.each([
    ['text/plain', JSON.stringify(activity())],
    ['application/x-www-form-urlencoded', 'type=message&text=hi'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('refuses %s', async (type, body) => {
    expect((await post(body, { 'Content-Type': type })).status).toBe(415);
    expect(heard).toEqual([]);
  });

  it('refuses compressed bodies unread', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024));
    const answer = await post(bomb, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    expect([answer.status, heard]).toEqual([415, []]);
  });

  it('refuses a body of unknown length as soon as it is too long', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', headers: { 'Content-Type': 'application/json' } },
        (answer) => {
          resolve(answer.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', reject);
      for (let block = 0; block < 10; block += 1) sent.write('x'.repeat(64 * 1024));
    });
    expect([status, heard]).toEqual([413, []]);
  });

  it.each(['typing', 'trace', 'event', 'somethingNew'])('takes %s', async (type) => {
    expect((await post(JSON.stringify(activity({ type })))).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  it('answers 501 to an invoke that nobody handles', async () => {
    const invoke = activity({ type: 'invoke', name: 'unknown/thing', deliveryMode: undefined });
    expect((await post(JSON.stringify(invoke))).status).toBe(501);
  });

  it.each([[{ a: 1 }], [null], [7], [['x']]])('takes the text %j for none', async (text) => {
    expect((await post(JSON.stringify(activity({ text })))).status).toBe(200);
    expect(heard[0]?.text).toBeUndefined();
  });

  it.each([['text'], [[1]], [{ action: 'unknown' }], [0]])('hands the value %j on', async (value) => {
    expect((await post(JSON.stringify(activity({ text: undefined, value })))).status).toBe(200);
    expect(heard[0]?.value).toEqual(value);
  });

  it('drops keys that reach a prototype, NUL, half characters and nonsense times', async () => {
    const odd = activity({
      text: 'a\u0000b',
      timestamp: 'yesterday',
      locale: 'x'.repeat(99),
      value: { ok: 1 },
    });
    const text = JSON.stringify(odd)
      .replace('{"ok":1}', '{"ok":1,"__proto__":{"admin":true},"constructor":{"prototype":{}}}')
      .replace('"id":"a1"', '"id":"a\\udc00"');
    expect((await post(text)).status).toBe(200);
    expect(heard[0]).toMatchObject({
      text: 'ab',
      id: 'a\uFFFD',
      value: { ok: 1 },
      timestamp: undefined,
      locale: undefined,
    });
    expect(Object.keys(heard[0]?.value)).toEqual(['ok']);
  });

  it('answers where what only says more of the sender or the conversation is nonsense', async () => {
    const from = { id: 'user', aadObjectId: { a: 1 } };
    const conversation = { id: 'conversation', isGroup: 'yes', conversationType: ['personal'], name: 7 };
    expect((await post(JSON.stringify(activity({ from, conversation })))).status).toBe(200);
    expect([heard[0]?.from.aadObjectId, heard[0]?.conversation.isGroup]).toEqual([undefined, undefined]);
  });

  it('hands a long text on whole, marked as too long', async () => {
    expect((await post(JSON.stringify(activity({ text: repeat('x', 9000) })))).status).toBe(200);
    expect([heard[0]?.text?.length, isTooLong(heard[0] ?? {})]).toEqual([9000, true]);
    expect(isTooLong({ text: repeat('x', 8000) })).toBe(false);
  });

  it('says nothing from inside when the turn fails', async () => {
    failing = true;
    const { status, body, headers } = await post(JSON.stringify(activity()));
    expect([status, body]).toEqual([
      500,
      { error: { code: 'InternalServerError', message: expect.any(String) } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/inner|Error:|\/bot\//);
    expect(headers.get('server')).toBeNull();
  });

  it('lets nobody in with nonsense for a token', async () => {
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer abc' };
    expect((await post(JSON.stringify(activity()), headers)).status).toBe(401);
  });
});

describe('the caller of /api/messages', () => {
  const appId = '11111111-2222-4333-8444-555555555555';
  let keys: KeyServer;
  let server: HttpServer;
  let url: string;
  let write: typeof console.error;

  beforeAll(async () => {
    keys = await startKeyServer();
    [server, url] = await start({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'for tests only',
      ToBotFromChannelOpenIdMetadataUrl: keys.url,
      ToBotFromEmulatorOpenIdMetadataUrl: keys.url,
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToChannelFromBotLoginUrl: 'https://login.invalid',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: 'https://token.invalid',
    });
    // The framework writes each refusal to the console by itself.
    write = console.error;
    console.error = () => {};
  });
  beforeEach(() => {
    heard.length = 0;
  });
  afterAll(async () => {
    console.error = write;
    await server.close();
    await keys.close();
  });

  const post = (authorization: string | undefined, change: object = {}) =>
    call('POST', url, {
      body: activity(change),
      headers: authorization ? { Authorization: authorization } : {},
    });

  it('is heard with a good token', async () => {
    const answer = await post(`Bearer ${await keys.sign(appId)}`);
    expect(answer).toMatchObject({ status: 200, body: { activities: [{ text: 'Echo: hi' }] } });
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['another scheme', async () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['nonsense', async () => 'Bearer a.b.c'],
    ['a token for another bot', async () => `Bearer ${await keys.sign('another-app')}`],
    [
      'a token of another issuer',
      async () => `Bearer ${await keys.sign(appId, { iss: 'https://evil.example' })}`,
    ],
    ['an expired token', async () => `Bearer ${await keys.sign(appId, { iat: 1, nbf: 1, exp: 1000 })}`],
    ['a token that never expires', async () => `Bearer ${await keys.sign(appId, { exp: undefined })}`],
    [
      'a token for later',
      async () => `Bearer ${await keys.sign(appId, { nbf: Math.floor(Date.now() / 1000) + 4000 })}`,
    ],
    [
      'a token for another serviceUrl',
      async () => `Bearer ${await keys.sign(appId, { serviceurl: 'https://x.botframework.com' })}`,
    ],
    ['a cut token', async () => `Bearer ${(await keys.sign(appId)).slice(0, -20)}`],
    ['a token without signature', async () => `Bearer ${(await keys.sign(appId)).replace(/[^.]+$/, '')}`],
    [
      'an unsigned token',
      async () => {
        const [, claims] = (await keys.sign(appId)).split('.');
        return `Bearer ${Buffer.from('{"alg":"none","kid":"test-key"}').toString('base64url')}.${claims}.`;
      },
    ],
    [
      'a token signed with a shared secret',
      async () => {
        const token = new SignJWT({ iss: 'https://api.botframework.com', aud: appId }).setExpirationTime(
          '10m',
        );
        return `Bearer ${await token.setProtectedHeader({ alg: 'HS256', kid: 'test-key' }).sign(Buffer.from(keys.url))}`;
      },
    ],
    [
      'a key that nobody published',
      async () => {
        const token = new SignJWT({ iss: 'https://api.botframework.com', aud: appId }).setExpirationTime(
          '10m',
        );
        return `Bearer ${await token.setProtectedHeader({ alg: 'HS256', kid: 'unknown' }).sign(Buffer.from('x'.repeat(32)))}`;
      },
    ],
  ])('is refused with %s', async (_name, authorization) => {
    const { status, body } = await post(await authorization());
    expect([401, 403]).toContain(status);
    expect(Object.keys(body.error)).toEqual(['code', 'message']);
    expect(JSON.stringify(body)).not.toMatch(/jwt|signature|issuer|BEGIN|127\.0\.0\.1/i);
    expect(heard).toEqual([]);
  });

  it('must speak for a channel that its key is good for', async () => {
    const { status } = await post(`Bearer ${await keys.sign(appId)}`, { channelId: 'email' });
    expect([status, heard]).toEqual([401, []]);
  });

  it('is told to come back when the keys cannot be had', async () => {
    const [other, address] = await start({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'for tests only',
      ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/openid',
      ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/openid',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToChannelFromBotLoginUrl: 'https://login.invalid',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: 'https://token.invalid',
    });
    const headers = { Authorization: `Bearer ${await keys.sign(appId)}` };
    const answer = await call('POST', address, { body: activity(), headers });
    await other.close();
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0, heard]).toEqual([503, true, []]);
  });
});

import { type Chat, call, openChat, texts } from '../support/direct-line-api.js';
import { type EchoServer, secret, startEchoServer } from '../support/echo-server.js';

describe('posting to Direct Line', () => {
  const heard: object[] = [];
  let server: EchoServer;
  let chat: Chat;
  let users = 0;
  let failing = false;
  let slow: Promise<void> | undefined;

  beforeAll(async () => {
    server = await startEchoServer({
      limits: { turn: 100, posts: 40, postWindow: 60 },
      logic: async (context) => {
        heard.push(context.activity);
        if (failing) throw new Error('inner secret of the bot');
        await slow;
        if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text}`);
      },
    });
  });
  beforeEach(async () => {
    users += 1;
    chat = await openChat(server.url, `dl_${users}`);
    heard.length = 0;
  });
  afterAll(() => server.close());

  const post = (body: unknown, headers?: Record<string, string>) =>
    call('POST', `${chat.url}/activities`, { token: chat.token, body, ...(headers && { headers }) });

  it('echoes the activity with id, time and unchanged channel data, then the reply to it', async () => {
    const channelData = { clientActivityID: 'abc123', postBack: true };
    const { status, body } = await chat.say('hi', { channelData });
    const { activities } = (await chat.history()).body;
    expect(status).toBe(200);
    expect(activities[0]).toMatchObject({ id: body.id, text: 'hi', channelData });
    expect(activities[1]).toMatchObject({ replyToId: body.id, text: 'Echo: hi', from: { role: 'bot' } });
    expect(Date.parse(activities[1].timestamp)).toBeGreaterThan(Date.parse(activities[0].timestamp));
  });

  it('tells the bot who writes by the token alone', async () => {
    await chat.say('let me in', {
      from: { id: 'dl_admin', role: 'bot', name: 'Ada' },
      serviceUrl: 'http://169.254.169.254/',
    });
    expect(heard).toEqual([
      expect.objectContaining({
        channelId: 'directline',
        serviceUrl: 'urn:firstline:directline',
        conversation: expect.objectContaining({ id: chat.id }),
        from: { id: expect.stringMatching(/^dl_\d+$/), name: 'Ada', role: 'user' },
        recipient: expect.objectContaining({ role: 'bot' }),
      }),
    ]);
  });

  it('never shows the beginning of the conversation, and the bot hears it once', async () => {
    const events: string[] = [];
    const other = await startEchoServer({
      logic: async ({ activity }) => {
        events.push(`${activity.type} ${activity.membersAdded?.map(({ id }) => id)}`);
      },
    });
    const begun = await openChat(other.url, 'dl_eve');
    await call('POST', `${other.url}/v3/directline/conversations`, { token: begun.token });
    const { body } = await begun.history();
    await other.close();
    expect(events).toEqual(['conversationUpdate dl_eve']);
    expect(body.activities).toEqual([]);
  });

  it('takes a repeated activity once', async () => {
    const repeated = { channelData: { clientActivityID: 'same' } };
    const [first, second] = await Promise.all([chat.say('order', repeated), chat.say('order', repeated)]);
    const third = await chat.say('order', repeated);
    const byId = [await chat.say('again', { id: 'mine' }), await chat.say('again', { id: 'mine' })];
    expect(new Set([first, second, third].map(({ body }) => body.id)).size).toBe(1);
    expect(byId[0]?.body.id).toBe(byId[1]?.body.id);
    expect(texts(await chat.history())).toEqual(['order', 'Echo: order', 'again', 'Echo: again']);
  });

  it('answers 502 without a word from inside when the bot fails, and lets the client try again', async () => {
    const repeated = { channelData: { clientActivityID: 'failing' } };
    failing = true;
    const failed = await chat.say('hi', repeated);
    failing = false;
    const retried = await chat.say('hi', repeated);
    expect(failed).toMatchObject({ status: 502, body: { error: { code: 'BotError' } } });
    expect(JSON.stringify(failed.body)).not.toContain('inner');
    expect(retried.status).toBe(200);
    expect(texts(await chat.history())).toEqual(['hi', 'Echo: hi']);
  });

  it('answers 502 when the bot takes too long, and shows its late reply all the same', async () => {
    let release = () => {};
    slow = new Promise((resolve) => {
      release = resolve;
    });
    const { status, body } = await chat.say('think');
    expect([status, body.error.code]).toEqual([502, 'BotError']);
    release();
    slow = undefined;
    await chat.say('next');
    expect(texts(await chat.history())).toContain('Echo: think');
  });

  it.each(['typing', 'trace', 'conversationUpdate', 'nonsense'])('takes %s without effect', async (type) => {
    expect(await post({ type })).toMatchObject({ status: 200, body: { id: expect.any(String) } });
    expect(heard).toEqual([]);
    expect((await chat.history()).body.activities).toEqual([]);
  });

  it.each([
    ['malformed JSON', '{"type":', 400],
    ['nothing', '', 400],
    ['an array', [], 400],
    ['null', null, 400],
    ['no type', { text: 'hi' }, 400],
    ['a type that is no string', { type: {} }, 400],
    ['20,000 levels', `${'{"value":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 400],
    ['300 KB', { type: 'message', text: 'x'.repeat(300 * 1024) }, 413],
  ])('refuses %s', async (_name, body, status) => {
    const answer = await post(body, { 'Content-Type': 'application/json' });
    expect([answer.status, typeof answer.body.error.code]).toEqual([status, 'string']);
    expect(heard).toEqual([]);
  });

  it('refuses other content types', async () => {
    expect(
      (await post('type=message&text=hi', { 'Content-Type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415);
  });

  it('takes odd fields for absent ones', async () => {
    await post({
      type: 'message',
      text: { evil: true },
      attachments: 'x',
      entities: 7,
      locale: '../etc',
      channelData: [],
    });
    expect(heard).toEqual([
      expect.objectContaining({ type: 'message', text: undefined, attachments: undefined }),
    ]);
  });

  it('drops keys that reach a prototype, NUL and half characters', async () => {
    await post(
      '{"type":"message","text":"a\\u0000b\\ud800c","value":{"__proto__":{"admin":true},"constructor":1,"ok":2}}',
      {
        'Content-Type': 'application/json',
      },
    );
    expect(heard).toEqual([expect.objectContaining({ text: 'ab\uFFFDc', value: { ok: 2 } })]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    ['-1', 400],
    ['abc', 400],
    ["0'; DROP TABLE log", 400],
    ['1e9', 400],
    ['1000000000', 200],
    ['99999999999999999999', 400],
    ['', 200],
    ['0', 200],
  ])('reads with the watermark %s: %i', async (watermark, status) => {
    await chat.say('hi');
    const answer = await chat.history(encodeURIComponent(watermark));
    const again = await call('GET', `${chat.url}?watermark=${encodeURIComponent(watermark)}`, {
      token: chat.token,
    });
    expect([answer.status, again.status]).toEqual([status, status]);
    if (watermark === '1000000000') expect(answer.body).toEqual({ activities: [], watermark: '3' });
    if (status === 200 && watermark.length < 2) expect(texts(answer)).toEqual(['hi', 'Echo: hi']);
  });

  it('pages through a long history until an empty page', async () => {
    await server.line.post(
      chat.id,
      Array.from({ length: 230 }, (_, at) => ({ type: 'message', text: `${at}` })),
    );
    const seen: string[] = [];
    let watermark = '0';
    for (;;) {
      const page = await chat.history(watermark);
      if (page.body.activities.length === 0) break;
      expect(page.body.activities.length).toBeLessThanOrEqual(100);
      seen.push(...texts(page));
      watermark = page.body.watermark;
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, at) => `${at}`));
  });

  it('throttles the posts of one user, and nothing else', async () => {
    const other = await openChat(server.url, 'dl_other');
    const burst = await Promise.all(Array.from({ length: 300 }, (_, at) => chat.say(`${at}`)));
    const refused = burst.filter(({ status }) => status === 429);
    expect(burst.filter(({ status }) => status === 200)).toHaveLength(40);
    expect(refused).toHaveLength(260);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused[0]?.body.error.code).toBe('TooManyRequests');
    expect((await chat.history()).status).toBe(200);
    expect((await call('GET', chat.url, { token: chat.token })).status).toBe(200);
    expect((await other.say('hi')).status).toBe(200);
  });

  it('answers 404 for conversations that never began', async () => {
    for (const id of ['unknown', '..%2F..%2Fetc', '__proto__', 'x'.repeat(150)]) {
      const answer = await call('GET', `${server.url}/v3/directline/conversations/${id}/activities`, {
        token: secret,
      });
      expect([id, answer.status]).toEqual([id, 404]);
    }
  });

  it('lets only known pages read the answers, errors included', async () => {
    const from = (origin: string, method = 'GET', token = chat.token) =>
      call(method, `${chat.url}/activities`, { token, headers: { Origin: origin } });
    const granted = async (origin: string, method?: string, token?: string) =>
      (await from(origin, method, token)).headers.get('access-control-allow-origin');
    expect(await granted(server.url)).toBe(server.url);
    expect(await granted(server.url, 'GET', 'wrong')).toBe(server.url);
    expect(await granted('https://evil.example')).toBeNull();
    expect(await granted('null')).toBeNull();
    const preflight = await from(server.url, 'OPTIONS');
    expect(preflight.status).toBe(204);
    const headers = preflight.headers.get('access-control-allow-headers')?.toLowerCase();
    for (const name of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with'])
      expect(headers).toContain(name);
    expect(await granted('https://evil.example', 'OPTIONS')).toBeNull();
  });
});

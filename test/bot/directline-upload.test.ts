import type { Activity } from 'botbuilder';
import { type Answer, type Chat, call, openChat } from '../support/direct-line-api.js';
import { type EchoServer, startEchoServer } from '../support/echo-server.js';

const png = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1');
const megabyte = 1024 * 1024;

describe('sending files over Direct Line', () => {
  let time = Date.parse('2026-03-11T10:00:00Z');
  let server: EchoServer;
  let chat: Chat;
  let users = 0;
  const heard: Partial<Activity>[] = [];

  beforeAll(async () => {
    server = await startEchoServer({
      now: () => new Date(time),
      limits: { files: 5 * megabyte, uploads: 6 },
      logic: async ({ activity }) => {
        if (activity.type === 'message') heard.push(activity);
      },
    });
  });
  beforeEach(async () => {
    users += 1;
    chat = await openChat(server.url, `dl_${users}`);
    heard.length = 0;
  });
  afterAll(() => server.close());

  const upload = (
    files: readonly (readonly [string, string, Buffer])[],
    activity?: object,
  ): Promise<Answer> => {
    const form = new FormData();
    if (activity !== undefined) {
      form.append(
        'activity',
        new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
      );
    }
    for (const [name, type, bytes] of files)
      form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return call('POST', `${chat.url}/upload?userId=dl_forged`, { token: chat.token, body: form });
  };
  const addressOf = (at = 0) => String(heard[0]?.attachments?.[at]?.contentUrl);

  it('takes an activity with its files, as the user of the token', async () => {
    const { status, body } = await upload([['screen.png', 'image/png', png]], {
      type: 'message',
      text: 'see picture',
      from: { id: 'dl_forged', role: 'bot' },
      channelData: { clientActivityID: 'up1' },
      attachments: [{ contentType: 'image/png', name: 'screen.png', contentUrl: 'http://169.254.169.254/' }],
    });
    const { activities } = (await chat.history()).body;
    expect(status).toBe(200);
    expect(activities[0]).toMatchObject({
      id: body.id,
      text: 'see picture',
      from: { id: `dl_${users}`, role: 'user' },
      channelData: { clientActivityID: 'up1' },
      attachments: [{ contentType: 'image/png', name: 'screen.png' }],
    });
    expect(heard[0]?.attachments).toHaveLength(1);
    const picture = await fetch(addressOf());
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('takes one bare file', async () => {
    const { status } = await call('POST', `${chat.url}/upload`, {
      token: chat.token,
      body: new Uint8Array(Buffer.from('12:00 started\n')),
      headers: { 'Content-Type': 'text/plain', 'Content-Disposition': 'name="file"; filename="server.log"' },
    });
    expect(status).toBe(200);
    expect(heard[0]?.attachments).toMatchObject([{ name: 'server.log', contentType: 'text/plain' }]);
    expect((await fetch(addressOf())).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('gives files names of its own that mean nothing to a file system', async () => {
    const names = [
      '../../etc/passwd.txt',
      'C:\\temp\\a.txt',
      '..txt',
      'a\u202Etxt.log',
      `${'x'.repeat(300)}.txt`,
    ];
    await upload(names.map((name) => [name, 'text/plain', Buffer.from('x')] as const));
    const given = heard[0]?.attachments?.map(({ name }) => name);
    expect(given?.slice(0, 4)).toEqual(['passwd.txt', 'a.txt', 'txt', 'a_txt.log']);
    expect(given?.[4]?.length).toBe(100);
    expect(addressOf()).not.toContain('passwd');
  });

  it.each([
    ['a program', 'setup.exe', 'application/octet-stream', Buffer.from('MZ')],
    ['a program behind a second extension', 'report.pdf.exe', 'application/pdf', Buffer.from('%PDF-1.7')],
    ['a page', 'page.html', 'text/html', Buffer.from('<script>')],
    ['a picture that is none', 'x.png', 'image/png', Buffer.from('<script>')],
    ['a drawing that can hold scripts', 'x.svg', 'image/svg+xml', Buffer.from('<svg/>')],
    ['text that is none', 'x.log', 'text/plain', Buffer.from([0, 1, 2])],
  ])('refuses %s', async (_what, name, type, bytes) => {
    const { status, body } = await upload([[name, type, bytes]], { type: 'message' });
    expect([status, body.error.code]).toEqual([415, 'UnsupportedMediaType']);
    expect(heard).toEqual([]);
  });

  it('refuses what is too large or too much', async () => {
    const text = (size: number) => Buffer.alloc(size, 'x');
    const large = await upload([['a.txt', 'text/plain', text(5 * megabyte)]]);
    const huge = await upload([['a.txt', 'text/plain', text(20 * megabyte)]]);
    const many = await upload(
      Array.from({ length: 11 }, (_, at) => [`${at}.txt`, 'text/plain', text(1)] as const),
    );
    expect([large.status, huge.status, many.status]).toEqual([413, 413, 413]);
    expect(heard).toEqual([]);
  });

  it('is not kept busy by a body of countless parts, nor by countless uploads', async () => {
    const parts = '--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nx\r\n'.repeat(
      80_000,
    );
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const from = performance.now();
    const answers = [];
    for (let tries = 0; tries < 8; tries += 1) {
      answers.push(
        await call('POST', `${chat.url}/upload`, { token: chat.token, body: `${parts}--b--`, headers }),
      );
    }
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413, 413, 413, 429, 429]);
    expect(performance.now() - from).toBeLessThan(8_000);
    expect((await chat.say('hi')).status).toBe(200);
  }, 15_000);

  it('refuses a malformed body', async () => {
    const send = (body: string, type: string) =>
      call('POST', `${chat.url}/upload`, { token: chat.token, body, headers: { 'Content-Type': type } });
    const part =
      '--right\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--right--\r\n';
    expect((await send(part, 'multipart/form-data; boundary=wrong')).status).toBe(400);
    expect((await send(part, 'multipart/form-data')).status).toBe(400);
    const endless = `--right\r\n${'X-A: b\r\n'.repeat(2000)}\r\nx\r\n--right--\r\n`;
    expect((await send(endless, 'multipart/form-data; boundary=right')).status).toBe(400);
    expect((await send('--right--\r\n', 'multipart/form-data; boundary=right')).status).toBe(400);
    expect((await upload([], { text: 'no type' })).status).toBe(400);
  });

  it('keeps files for a day and within its room, and shows them only to who knows the address', async () => {
    const send = (letter: string) =>
      upload([[`${letter}.txt`, 'text/plain', Buffer.alloc(2 * megabyte, letter)]]);
    await send('a');
    const first = addressOf();
    await send('b');
    expect((await fetch(first)).status).toBe(200);
    await send('c');
    expect((await fetch(first)).status).toBe(404);
    const last = String(heard[2]?.attachments?.[0]?.contentUrl);
    expect((await fetch(last)).status).toBe(200);
    const other = last.slice(0, -1) + (last.endsWith('_') ? '-' : '_');
    expect((await fetch(other)).status).toBe(404);
    time += 24 * 60 * 60 * 1000;
    expect((await fetch(last)).status).toBe(404);
  });
});

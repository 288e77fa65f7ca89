import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { loadPages, type Pages } from '../../bot/pages.js';
import { createServer, type HttpServer } from '../../bot/server.js';
import type { Service } from '../../bot/service.js';
import { call } from '../support/direct-line-api.js';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const logger = pino({ level: 'silent' });
const noPages: Pages = { html: '', files: new Map() };

describe('the server', () => {
  let folder: string;
  let server: HttpServer;
  let url: string;
  let ready = true;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstline-web-'));
    await cp(web, folder, { recursive: true });
    await writeFile(join(folder, 'vendor/webchat.js'), 'window.WebChat = {};');
    await writeFile(join(folder, 'private.txt'), 'private');
    const broken: Service = {
      mount: (inner) => {
        inner.get('/broken', async () => {
          throw new TypeError('inner secret');
        });
      },
      close: async () => undefined,
    };
    const health = async () => {
      if (!ready) throw new Error('inner secret');
      return { ready, details: { store: 'ok' } };
    };
    server = createServer({ pages: await loadPages(folder), services: [broken], health, logger });
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('shows the chat page under a policy that lets no foreign code run', async () => {
    const one = await call('GET', `${url}/`);
    const two = await call('GET', `${url}/`);
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(one.status).toBe(200);
    expect(one.body).toContain('<title>Firstline</title>');
    expect(one.body).toContain(`nonce="${nonce}"`);
    expect(one.body).not.toContain('{{');
    expect(two.body).not.toContain(nonce);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(one.headers.get('server')).toBeNull();
  });

  it('serves everything that the page asks for', async () => {
    const { body } = await call('GET', `${url}/`);
    const asked = [...body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => String(match[1]));
    const imported = [...(await call('GET', `${url}/chat.js`)).body.matchAll(/from '\.(\/[^']+)'/g)].map(
      (match) => String(match[1]),
    );
    expect(asked.length + imported.length).toBeGreaterThan(4);
    for (const address of [...asked, ...imported]) {
      expect([address, (await call('GET', `${url}${address}`)).status]).toEqual([address, 200]);
    }
  });

  it('sends a file again only when it has changed, and compressed when that is understood', async () => {
    const first = await fetch(`${url}/webchat.js`, { headers: { 'Accept-Encoding': 'identity' } });
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(`${url}/webchat.js`, { headers: { 'If-None-Match': etag } });
    expect([first.status, first.headers.get('content-encoding'), second.status]).toEqual([200, null, 304]);
    const compressed = await new Promise<Buffer>((resolve, reject) => {
      get(`${url}/webchat.js`, { headers: { 'Accept-Encoding': 'br, gzip' } }, (answer) => {
        expect(answer.headers['content-encoding']).toBe('gzip');
        answer.toArray().then((chunks) => resolve(Buffer.concat(chunks)), reject);
      });
    });
    expect(gunzipSync(compressed).toString()).toBe('window.WebChat = {};');
  });

  it.each([
    '/private.txt',
    '/../private.txt',
    '/%2e%2e/private.txt',
    '/vendor/webchat.js',
    '/%zz',
    '//',
    '/..%5cprivate.txt',
    '/constructor',
  ])('serves nothing else: %s', async (path) => {
    const { status, body } = await call('GET', `${url}${path}`);
    expect([status, body.error?.code]).toEqual([404, 'NotFound']);
  });

  it.each([
    'GET /healthz HTTP/1.1\r\nHost: a b',
    'GET /healthz HTTP/1.1\r\nHost: localhost:99999',
    'GET /healthz HTTP/1.1\r\nHost: [',
    'GET http://[ HTTP/1.1\r\nHost: localhost',
    'OPTIONS // HTTP/1.1\r\nHost: %',
  ])('refuses what names no address, and goes on: %j', async (head) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end(`${head}\r\nConnection: close\r\n\r\n`);
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1\.1 400 /);
    expect((await call('GET', `${url}/healthz`)).status).toBe(200);
  });

  it('answers wrong methods and inner errors without a word from inside', async () => {
    const wrong = await call('DELETE', `${url}/healthz`);
    const broken = await call('GET', `${url}/broken`);
    expect([wrong.status, wrong.body.error.code]).toEqual([405, 'MethodNotAllowed']);
    expect([broken.status, broken.body.error.code]).toEqual([500, 'InternalServerError']);
    expect(JSON.stringify(broken.body)).not.toContain('inner');
  });

  it('tells whether it is ready', async () => {
    expect(await call('GET', `${url}/healthz`)).toMatchObject({
      status: 200,
      body: { status: 'ok', store: 'ok' },
    });
    ready = false;
    const { status, body } = await call('GET', `${url}/healthz`);
    expect([status, body]).toEqual([503, { status: 'unavailable' }]);
    ready = true;
  });

  it('says which file of the page is missing', async () => {
    await expect(loadPages(join(folder, 'vendor'))).rejects.toThrow(/index\.html|chat\.js/);
  });
});

describe('the end of the server', () => {
  it('comes after the requests under way; new ones are told to come back', async () => {
    const order: string[] = [];
    let finish = () => {};
    const slow: Service = {
      mount: (inner) => {
        inner.get('/slow', async (_request, response) => {
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          order.push('answered');
          response.json(200, { done: true });
        });
      },
      close: async () => {
        order.push('channel closed');
      },
    };
    const server = createServer({
      pages: noPages,
      services: [slow],
      health: async () => ({ ready: true }),
      logger,
    });
    const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
    const underWay = call('GET', `${url}/slow`);
    await call('GET', `${url}/healthz`);
    const closed = server.close().then(() => order.push('closed'));
    const refused = await call('GET', `${url}/healthz`);
    finish();
    expect((await underWay).status).toBe(200);
    await closed;
    expect([refused.status, refused.body.error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(order).toEqual(['answered', 'channel closed', 'closed']);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('does not wait for ever', async () => {
    const stuck: Service = {
      mount: (inner) => {
        inner.get('/stuck', async () => {
          await new Promise(() => {});
        });
      },
      close: async () => undefined,
    };
    const server = createServer({
      pages: noPages,
      services: [stuck],
      health: async () => ({ ready: true }),
      logger,
    });
    const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
    const hanging = fetch(`${url}/stuck`).catch(() => 'cut');
    await call('GET', `${url}/healthz`);
    await server.close(50);
    expect(await hanging).toBe('cut');
  });
});

describe('the bundle of Web Chat', () => {
  it('is checked by the browser against the same hash as by the build', async () => {
    // @ts-expect-error: plain JavaScript beside the page.
    const { integrity } = await import('../../web/fetch-webchat.js');
    expect(await readFile(join(web, 'index.html'), 'utf8')).toContain(`integrity="${integrity}"`);
  });
});

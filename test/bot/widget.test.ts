import { join } from 'node:path';
import { loadPages } from '../../bot/pages.js';
import { loadWidget } from '../../bot/widget.js';
import { call } from '../support/direct-line-api.js';
import { type EchoServer, startEchoServer } from '../support/echo-server.js';
import { root } from '../support/root.js';

describe('the widget', () => {
  let server: EchoServer;
  const policy = async (path: string): Promise<string> =>
    (await call('GET', `${server.url}${path}`)).headers.get('content-security-policy') ?? '';

  beforeAll(async () => {
    const web = join(root, 'web');
    const pages = await loadPages(web);
    const services = [await loadWidget(web, pages.html, ['https://shop.example', 'https://www.example.org'])];
    server = await startEchoServer({ pages, services });
  });
  afterAll(() => server.close());

  it('is a page that the listed origins may show in a frame, and nobody else', async () => {
    expect(await policy('/widget')).toContain(
      "frame-ancestors 'self' https://shop.example https://www.example.org;",
    );
    expect(await policy('/')).toContain("frame-ancestors 'self';");
    expect(await policy('/widget')).not.toMatch(/unsafe/);
    expect((await call('GET', `${server.url}/widget`)).body).toContain(
      'data-embedders="https://shop.example https://www.example.org"',
    );
  });

  it('is one classic script with everything in it', async () => {
    const { status, body, headers } = await call('GET', `${server.url}/widget.js`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(() => new Function(body)).not.toThrow();
    expect(body).not.toMatch(/^(?:import|export) |\{\{/m);
    expect(body).toContain('.launcher');
    expect(body).toContain('Open chat');
  });
});

import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { builtKnowledge } from '../support/built.js';
import { createVisitor, type DeskServer, startDeskServer, type Visitor } from '../support/desk-server.js';
import { clientSecret, createIdentityProvider } from '../support/identity-provider.js';

let knowledge: Knowledge;
let server: DeskServer;
let visitor: Visitor;
let clock = new Date('2026-03-11T12:00:00Z');
const now = () => clock;

beforeAll(async () => {
  knowledge = await builtKnowledge();
});
beforeEach(() => {
  clock = new Date('2026-03-11T12:00:00Z');
});
afterEach(() => server.close());

const me = async (who = visitor) => {
  const response = await who.fetch('/desk/api/me');
  return response.status === 200
    ? ((await response.json()) as { readonly name: string }).name
    : response.status;
};

describe('signing in to the desk by a link', () => {
  beforeEach(async () => {
    server = await startDeskServer({ knowledge, now });
    visitor = createVisitor(server.url);
  });

  it('lets one person in, once, under the name they give', async () => {
    expect(await me()).toBe(401);
    const link = server.desk.signInPath();
    const looked = await visitor.fetch(link ?? '', { site: 'none' });
    expect(await looked.text()).toContain('data-state="link"');
    const response = await visitor.signIn(link, '  Kim \u202e Berg ');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/desk']);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(await me()).toBe('Kim Berg');
    const second = createVisitor(server.url);
    expect((await second.signIn(link, 'Eve')).status).toBe(403);
    expect(await me(second)).toBe(401);
  });

  it('refuses a link that is too old, none at all, and one that was made up', async () => {
    const link = server.desk.signInPath();
    clock = new Date(clock.getTime() + 15 * 60_000 + 1);
    for (const path of [link, '/desk/sign-in?code=', `/desk/sign-in?code=${'a'.repeat(32)}`]) {
      expect((await visitor.signIn(path, 'Kim')).status).toBe(403);
    }
    expect(await (await visitor.fetch('/desk/sign-in?code="><script>')).text()).toContain(
      'data-state="no-link"',
    );
    expect(await me()).toBe(401);
  });

  it('sends the cookie over TLS only where there is TLS', async () => {
    const code = new URL(server.desk.signInPath() ?? '', server.url).searchParams.get('code') ?? '';
    const response = await visitor.fetch('/desk/sign-in', {
      method: 'POST',
      headers: { 'X-Forwarded-Proto': 'https' },
      body: new URLSearchParams({ code, name: 'Kim' }),
    });
    expect(response.headers.getSetCookie()[0]).toContain('; Secure');
  });

  it('takes nothing from pages of others, and nothing that does not say where it comes from', async () => {
    const link = server.desk.signInPath();
    await visitor.signIn(link, 'Kim');
    for (const site of ['cross-site', 'same-site', 'none', '']) {
      expect((await visitor.post('/desk/api/links', {}, site)).status).toBe(403);
      expect((await visitor.fetch('/desk/sign-out', { method: 'POST', site })).status).toBe(403);
    }
    const old = await visitor.fetch('/desk/api/links', {
      method: 'POST',
      site: '',
      headers: { Origin: server.url },
    });
    expect(old.status).toBe(201);
    expect((await visitor.post('/desk/api/links', {})).status).toBe(201);
  });

  it('ends the session on signing out, also for a copied cookie, and by itself after eight hours', async () => {
    await visitor.signIn(server.desk.signInPath(), 'Kim');
    const copy = createVisitor(server.url);
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
    expect(await me(copy)).toBe('Kim');
    await visitor.fetch('/desk/sign-out', { method: 'POST' });
    expect([await me(), await me(copy)]).toEqual([401, 401]);
    await visitor.signIn(server.desk.signInPath(), 'Kim');
    clock = new Date(clock.getTime() + 8 * 3_600_000 + 1_000);
    expect(await me()).toBe(401);
  });

  it('accepts no cookie that was signed elsewhere or altered', async () => {
    await visitor.signIn(server.desk.signInPath(), 'Kim');
    const [[name, value] = ['', '']] = [...visitor.cookies];
    const [head, , tail] = value.split('.');
    const forged = Buffer.from(
      JSON.stringify({ jti: 'x', sub: 'root', name: 'Root', exp: 9e9, aud: 'session' }),
    );
    for (const bad of [`${value}x`, `${head}.${forged.toString('base64url')}.${tail}`, 'nonsense', '']) {
      visitor.cookies.set(name, bad);
      expect(await me()).toBe(401);
    }
  });

  it('counts attempts', async () => {
    const statuses = [];
    for (let n = 0; n < 21; n++) statuses.push((await visitor.signIn('/?code=wrong', 'Eve')).status);
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([403]));
    expect(statuses.at(-1)).toBe(429);
  });

  it('leads whoever has not signed in to the sign-in', async () => {
    for (const path of ['/desk', '/desk/cases/FL-4KX7TM', '/desk/phone']) {
      const response = await visitor.fetch(path);
      expect([response.status, response.headers.get('location')]).toEqual([302, '/desk/sign-in']);
    }
  });

  it('lets somebody who is in make a link for a colleague', async () => {
    await visitor.signIn(server.desk.signInPath(), 'Kim');
    const { path } = (await (await visitor.post('/desk/api/links', {})).json()) as { readonly path: string };
    const colleague = createVisitor(server.url);
    await colleague.signIn(path, 'Lee');
    expect(await me(colleague)).toBe('Lee');
  });
});

describe('signing in to the desk at an OpenID Connect provider', () => {
  let provider: Server;
  let issuer: string;
  let account: Record<string, unknown>;

  beforeAll(async () => {
    // It warns that its keys are for trials only, as they are.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    provider = createHttpServer().listen(0, '127.0.0.1');
    await once(provider, 'listening');
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    jest.restoreAllMocks();
    provider.closeAllConnections();
    provider.close();
  });

  beforeEach(async () => {
    account = { name: 'Kim Berg', email: 'Kim@Support.example', email_verified: true };
    server = await startDeskServer({
      knowledge,
      // The provider's tokens are of this moment.
      now: () => new Date(),
      settings: {
        signIn: {
          kind: 'oidc',
          issuer,
          clientId: 'desk',
          clientSecret: clientSecret,
          staff: ['kim@support.example', 'group:on call'],
        },
      },
    });
    visitor = createVisitor(server.url);
    provider.removeAllListeners('request');
    provider.on(
      'request',
      createIdentityProvider(issuer, `${server.url}/desk/oidc`, () => account),
    );
  });

  /** Goes through the provider as a browser does; resolves to where it sends the browser back to. */
  async function returnAddress(): Promise<string> {
    const begun = await visitor.fetch('/desk/sign-in/provider');
    const jar = createVisitor(issuer);
    let next = begun.headers.get('location') ?? '';
    while (!next.startsWith(`${server.url}/desk/oidc`)) {
      const response = await jar.fetch(next);
      next = new URL(response.headers.get('location') ?? '', next).href;
    }
    return next;
  }

  it('lets staff in under the name that the provider tells', async () => {
    expect(await (await visitor.fetch('/desk/sign-in')).text()).toContain('data-state="oidc"');
    const back = await visitor.fetch(await returnAddress(), { site: 'cross-site' });
    expect(back.status).toBe(200);
    // A page, not a redirect: the browser would not send a strict cookie along with one.
    expect(await back.text()).toContain('http-equiv="refresh"');
    expect(await me()).toBe('Kim Berg');
  });

  it('asks with PKCE, state and nonce', async () => {
    const begun = await visitor.fetch('/desk/sign-in/provider');
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(asked.get(name)?.length).toBeGreaterThan(20);
    expect(begun.headers.getSetCookie()[0]).toMatch(/Path=\/desk\/oidc;.*HttpOnly; SameSite=Lax/);
  });

  it('admits by group, and turns away who is not listed or whose address is in doubt', async () => {
    const attempt = async (claims: Record<string, unknown>) => {
      account = claims;
      visitor.cookies.clear();
      return (await visitor.fetch(await returnAddress())).status;
    };
    expect(await attempt({ name: 'Lee', groups: ['On Call'] })).toBe(200);
    expect(await me()).toBe('Lee');
    expect(await attempt({ name: 'Eve', email: 'eve@support.example', email_verified: true })).toBe(403);
    expect(await attempt({ name: 'Eve', email: 'kim@support.example', email_verified: false })).toBe(403);
    expect(await me()).toBe(401);
  });

  it('takes no answer that it did not ask for, nor one twice', async () => {
    const address = await returnAddress();
    const other = createVisitor(server.url);
    expect((await other.fetch(address)).status).toBe(400);
    await other.fetch('/desk/sign-in/provider');
    expect((await other.fetch(address)).status).toBe(400);
    expect((await visitor.fetch(address.replace(/state=[^&]+/, 'state=other'))).status).toBe(400);
    expect(await me()).toBe(401);
  });

  it('does not know whoever came in by a link when that was the way', async () => {
    const before = await startDeskServer({ knowledge, now: () => new Date() });
    const staff = createVisitor(before.url);
    await staff.signIn(before.desk.signInPath(), 'Kim');
    expect(await me(staff)).toBe('Kim');
    await before.close();
    for (const [name, value] of staff.cookies) visitor.cookies.set(name, value);
    expect(await me()).toBe(401);
  });

  it('has no links', async () => {
    expect(server.desk.signInPath()).toBeUndefined();
    expect((await visitor.signIn('/?code=x', 'Eve')).status).toBe(404);
  });

  it('says so when the provider cannot be reached, and works when it can again', async () => {
    provider.removeAllListeners('request');
    provider.on('request', (_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    const failed = await visitor.fetch('/desk/sign-in/provider');
    expect([failed.status, await failed.text()]).toEqual([
      502,
      expect.stringContaining('data-state="failed"'),
    ]);
    provider.removeAllListeners('request');
    provider.on(
      'request',
      createIdentityProvider(issuer, `${server.url}/desk/oidc`, () => account),
    );
    expect((await visitor.fetch('/desk/sign-in/provider')).status).toBe(302);
  });
});

describe('a desk that nobody has switched on', () => {
  it('is not there', async () => {
    server = await startDeskServer({ knowledge, now, settings: { signIn: undefined } });
    visitor = createVisitor(server.url);
    expect((await visitor.fetch('/desk/sign-in')).status).toBe(404);
    for (const path of ['/desk', '/desk/api/me', '/desk/api/board', '/desk/phone'])
      expect((await visitor.fetch(path)).status).toBe(404);
  });
});

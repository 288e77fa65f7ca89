import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { variables } from '../../bot/variables.js';
import { createWebhookDesk } from '../../handoff/desks/webhook.js';
import { caseDraft } from '../contract/drafts.js';
import { root } from '../support/root.js';

const readme = readFileSync(join(root, 'deployment/README.md'), 'utf8');
const now = new Date('2026-03-11T12:00:00Z');
const secret = 'a secret of some length';

type Check = (headers: IncomingHttpHeaders, body: Buffer, secret: string, now: number) => boolean;

/** The operator's sample, as it stands in the text. */
async function sample(): Promise<Check> {
  const code = /```js\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
  const { isFromFirstline } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return isFromFirstline;
}

/** One call of the real webhook desk, as its receiver sees it. */
async function call(): Promise<{ readonly headers: IncomingHttpHeaders; readonly body: Buffer }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const received = new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve) => {
    server.once('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end();
      resolve({ headers: request.headers, body: Buffer.concat(chunks) });
    });
  });
  const desk = createWebhookDesk({ url: `http://127.0.0.1:${port}/`, secret, now: () => now });
  const opened = {
    ...caseDraft('draft', { description: 'Größe “falsch”' }),
    number: 'FL-4KX7TM',
    accessCode: '7KDM4-XW9TR',
    status: 'new',
    createdAt: now.toISOString(),
  } as const;
  const row = {
    id: 'row',
    idempotencyKey: 'key',
    target: 'webhook',
    topic: 'case-opened',
    subject: opened.number,
    attempts: 0,
    dueAt: now.toISOString(),
    state: 'pending',
  } as const;
  await desk.deliver(row, { kind: 'case', case: opened }, AbortSignal.timeout(5_000));
  server.close();
  return received;
}

describe("the operator's guide", () => {
  it('explains every variable, and no other', () => {
    const table = /## Variables\n([\s\S]+?)\n## /.exec(readme)?.[1] ?? '';
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    expect(named.toSorted()).toEqual(variables.map(({ name }) => name).toSorted());
  });

  it('has a sample that accepts what the webhook sends', async () => {
    const isFromFirstline = await sample();
    const { headers, body } = await call();
    expect(headers['idempotency-key']).toBe(JSON.parse(body.toString()).id);
    expect(isFromFirstline(headers, body, secret, now.getTime())).toBe(true);
  });

  it('has a sample that refuses another body, another secret, an old call and no signature', async () => {
    const isFromFirstline = await sample();
    const { headers, body } = await call();
    const changed = Buffer.from(body.toString().replace('P2', 'P1').replace('FL-4KX7TM', 'FL-4KX7TN'));
    const { 'firstline-signature': _signature, ...unsigned } = headers;
    const at = now.getTime();
    expect(isFromFirstline(headers, changed, secret, at)).toBe(false);
    expect(isFromFirstline(headers, body, 'another secret of a length', at)).toBe(false);
    expect(isFromFirstline(headers, body, secret, at + 301_000)).toBe(false);
    expect(isFromFirstline(unsigned, body, secret, at)).toBe(false);
  });

  it('tells of every topic of the webhook', () => {
    const store = readFileSync(join(root, 'handoff/store/store.ts'), 'utf8');
    const union = /readonly topic:([^;]+);/.exec(store)?.[1] ?? '';
    const topics = [...union.matchAll(/'([\w-]+)'/g)].map(([, topic]) => topic ?? '');
    expect(topics.length).toBeGreaterThan(2);
    expect(topics.filter((topic) => !readme.includes(`\`${topic}\``))).toEqual([]);
  });
});

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Callback, Case } from '../../handoff/case.js';
import type { DeskRecord } from '../../handoff/desks/desk.js';
import { createWebhookDesk } from '../../handoff/desks/webhook.js';
import type { Outbox } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft } from '../contract/drafts.js';
import { noon } from './folder.js';

const secret = 'a secret of some length';
const opened: Case = {
  ...caseDraft('d1'),
  number: 'FL-4KX7TM',
  accessCode: '7KDM4-XW9TR',
  status: 'new',
  createdAt: noon.toISOString(),
};
const called: Callback = {
  ...callbackDraft('d2'),
  id: 'CB-9HD3RW',
  status: 'waiting',
  requestedAt: noon.toISOString(),
};
const row: Outbox = {
  id: 'row-1',
  idempotencyKey: 'key-1',
  target: 'webhook',
  topic: 'case-opened',
  subject: opened.number,
  attempts: 0,
  dueAt: noon.toISOString(),
  state: 'pending',
};

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on this machine that notes what it gets and answers as the test says. */
async function createReceiver(answer: (response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      method: request.method,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const answering =
  (status: number, headers = {}) =>
  (response: ServerResponse) => {
    // Not chained: restify, once loaded in this process, makes writeHead return nothing.
    response.writeHead(status, headers);
    response.end('whatever');
  };

async function deliver(
  answer: (response: ServerResponse) => void,
  record: DeskRecord = { kind: 'case', case: opened },
  milliseconds = 5000,
) {
  const receiver = await createReceiver(answer);
  const desk = createWebhookDesk({ url: receiver.url, secret, now: () => noon });
  try {
    return {
      answer: await desk.deliver(row, record, AbortSignal.timeout(milliseconds)),
      received: receiver.received,
    };
  } finally {
    await receiver.close();
  }
}

describe('the webhook', () => {
  it('posts the case, signed, under its idempotency key', async () => {
    const { answer, received } = await deliver(answering(204));
    expect(answer).toEqual({ kind: 'delivered' });
    const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = received;
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['idempotency-key']).toBe('key-1');
    const seconds = noon.getTime() / 1000;
    const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    expect(headers['firstline-signature']).toBe(`t=${seconds},v1=${expected}`);
    const { accessCode, conversation, draftId, ...content } = opened;
    expect(JSON.parse(body)).toEqual({ id: 'key-1', topic: 'case-opened', case: content });
  });

  it('posts callbacks, and never what is the customer’s secret or only of use here', async () => {
    const { received } = await deliver(answering(200), { kind: 'callback', callback: called });
    const { callback } = JSON.parse(received[0]?.body ?? '');
    expect(callback).toMatchObject({ id: called.id, phone: called.phone, kind: 'queue' });
    for (const key of ['conversation', 'draftId']) expect(callback).not.toHaveProperty(key);
    const one = await deliver(answering(200));
    expect(one.received[0]?.body).not.toContain(opened.accessCode);
  });

  it.each([200, 201, 202, 204])('takes %i for delivered', async (status) => {
    expect((await deliver(answering(status))).answer).toEqual({ kind: 'delivered' });
  });

  it('takes 409 for delivered before, under the same key', async () => {
    expect((await deliver(answering(409))).answer).toEqual({ kind: 'delivered' });
  });

  it.each([301, 302, 307, 408, 429, 500, 502, 503])('tries again after %i', async (status) => {
    const { answer, received } = await deliver(answering(status, { location: '/elsewhere' }));
    expect(answer).toEqual({ kind: 'retry', reason: `the webhook answered ${status}` });
    expect(received).toHaveLength(1);
  });

  it('waits as long as it is asked to', async () => {
    expect((await deliver(answering(503, { 'retry-after': '120' }))).answer).toMatchObject({
      kind: 'retry',
      afterMilliseconds: 120_000,
    });
    expect((await deliver(answering(429, { 'retry-after': 'soon' }))).answer).not.toHaveProperty(
      'afterMilliseconds',
    );
  });

  it.each([400, 401, 403, 404, 410, 413, 422])('gives up after %i', async (status) => {
    expect((await deliver(answering(status))).answer).toEqual({
      kind: 'refused',
      reason: `the webhook answered ${status}`,
    });
  });

  it('tries again when the connection is reset, hangs, or answers nonsense', async () => {
    expect((await deliver((response) => response.destroy())).answer.kind).toBe('retry');
    expect((await deliver((response) => response.socket?.end('nonsense\r\n\r\n'))).answer.kind).toBe('retry');
    const began = performance.now();
    expect((await deliver(() => {}, undefined, 100)).answer.kind).toBe('retry');
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('tries again when nobody listens, and says why without the case', async () => {
    const receiver = await createReceiver(answering(200));
    await receiver.close();
    const desk = createWebhookDesk({ url: receiver.url, secret, now: () => noon });
    const answer = await desk.deliver(row, { kind: 'case', case: opened }, AbortSignal.timeout(5000));
    expect(answer).toMatchObject({ kind: 'retry', reason: expect.stringContaining('ECONNREFUSED') });
    expect(JSON.stringify(answer)).not.toContain('Ola');
  });

  it('does not wait for the end of an endless answer', async () => {
    const endless = (response: ServerResponse) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(1000)), 5);
      response.on('close', () => clearInterval(timer));
    };
    expect((await deliver(endless)).answer).toEqual({ kind: 'delivered' });
  });

  it('is refused with an unsafe address or a short secret', () => {
    const make =
      (url: string, withSecret = secret) =>
      () =>
        createWebhookDesk({ url, secret: withSecret, now: () => noon });
    for (const url of [
      'http://desk.example/hook',
      'http://10.0.0.5/',
      'http://127.0.0.1.evil.example/',
      'ftp://desk.example/',
      'desk.example',
      '',
      'https://bot:hunter2@desk.example/',
    ]) {
      expect(make(url)).toThrow(/^The address of the webhook/);
      expect(make(url)).not.toThrow('hunter2');
    }
    for (const url of [
      'https://desk.example/hook',
      'http://localhost:8080/',
      'http://127.0.0.1/',
      'http://[::1]:9/',
    ])
      expect(make(url)).not.toThrow();
    expect(make('https://desk.example/', 'short')).toThrow(/secret of the webhook/);
  });
});

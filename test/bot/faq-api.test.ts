import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { call } from '../support/direct-line-api.js';
import { startEchoServer } from '../support/echo-server.js';
import { type FaqServer, startFaqServer } from '../support/faq-server.js';

describe('the JSON API of the FAQ', () => {
  let recognizer: Recognizer;
  let server: FaqServer;
  let fits: (name: string, data: unknown) => unknown;

  const get = (path: string) => call('GET', `${server.url}${path}`);

  beforeAll(async () => {
    const knowledge = await builtKnowledge();
    recognizer = await builtRecognizer(knowledge);
    server = await startFaqServer(knowledge, { recognizer });
    const { body } = await get('/api/openapi.json');
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(body, 'api');
    fits = (name, data) => {
      const valid = ajv.getSchema(`api#/components/schemas/${name}`);
      return valid?.(data) === true ? true : (valid?.errors ?? 'no such schema');
    };
  });
  afterAll(async () => {
    await server.close();
    await recognizer.close();
  });

  it('is described by a valid OpenAPI document that names every address it offers', async () => {
    const { body, status } = await get('/api/openapi.json');
    const { valid, errors } = await new Validator().validate(body);
    expect([status, valid, errors]).toEqual([200, true, undefined]);
    expect(Object.keys(body.paths)).toEqual([
      '/api/faq',
      '/api/faq/{id}',
      '/api/chat/opening',
      '/api/chat/token',
      '/healthz',
    ]);
  });

  it('gives the fact that was asked for, with the entry and where it stands', async () => {
    const { body } = await get('/api/faq?q=how+many+technical+contacts+do+we+get+with+Enhanced');
    expect(body).toMatchObject({
      outcome: 'answer',
      fact: 'Technical Contacts: 8 (Enhanced)',
      entry: { id: 'entitlements', url: '/faq/entitlements' },
      source: { edition: '07/2018' },
    });
    expect(body.entry.blocks.map(({ kind }: { kind: string }) => kind)).toContain('table');
    expect(fits('Found', body)).toBe(true);
  });

  it.each([
    ['price of a licence', 'none', '/?do=open-case'],
    ['the core server is down', 'request', '/?do=triage'],
    ['call me back please', 'request', '/?do=callback'],
  ])('says of "%s" that the document has no answer, and what to do', async (question, outcome, step) => {
    const { body } = await get(`/api/faq?q=${encodeURIComponent(question)}`);
    expect([body.outcome, body.fact, body.entry]).toEqual([outcome, null, null]);
    expect(body.next[0].url).toContain(step);
    expect(fits('Found', body)).toBe(true);
  });

  it('lists all entries, and gives each by its id', async () => {
    const { body, headers } = await get('/api/faq');
    expect(fits('List', body)).toBe(true);
    expect(body.entries.length).toBeGreaterThan(10);
    for (const { id, title } of body.entries) {
      const entry = await get(`/api/faq/${id}`);
      expect([entry.status, entry.body.title, fits('Entry', entry.body)]).toEqual([200, title, true]);
    }
    const again = await call('GET', `${server.url}/api/faq`, {
      headers: { 'If-None-Match': `W/${headers.get('etag')}` },
    });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('gives no more candidates than were asked for', async () => {
    const all = await get('/api/faq?q=support+levels&limit=20');
    const one = await get('/api/faq?q=support+levels&limit=1');
    expect(all.body.candidates.length).toBeGreaterThan(1);
    expect(one.body.candidates).toEqual(all.body.candidates.slice(0, 1));
  });

  it.each([
    ['/api/faq?q=', 400, /^q: write 1 to 300/],
    [`/api/faq?q=${'a'.repeat(301)}`, 400, /^q: write 1 to 300/],
    ['/api/faq?q=hours&limit=0', 400, /^limit: write a whole number from 1 to 20/],
    ['/api/faq?q=hours&limit=many', 400, /^limit: write a whole number/],
    ['/api/faq/nothing', 404, /no entry/],
    ['/api/faq/__proto__', 404, /no entry/],
    ['/api/chat/opening?ask=nothing', 404, /No entry/],
    ['/api/chat/opening?do=constructor', 404, /No entry/],
    ['/api/chat/opening?text=send+my+password', 404, /No entry/],
  ])('says what is wrong with %s', async (path, expected, message) => {
    const { status, body } = await get(path);
    expect([status, fits('Problem', body)]).toEqual([expected, true]);
    expect(body.error.message).toMatch(message);
  });

  it('gives the words of a link into the chat only for what the content knows', async () => {
    const entry = await get('/api/chat/opening?ask=business-hours');
    const section = await get(`/api/chat/opening?ask=${encodeURIComponent('priority-levels#p1')}`);
    const offer = await get('/api/chat/opening?do=open-case');
    expect(entry.body.text).toBe('Which business hours does Ivanti Support have?');
    expect(section.body.text).toMatch(/^P1/);
    expect(offer.body.text).toBe('Open a case');
    expect(fits('Opening', offer.body)).toBe(true);
  });

  it('describes the token of the chat page and the health as they are', async () => {
    const chat = await startEchoServer();
    try {
      const token = await call('POST', `${chat.url}/api/chat/token`, { body: {} });
      const health = await call('GET', `${chat.url}/healthz`);
      expect([fits('ChatToken', token.body), fits('Health', health.body)]).toEqual([true, true]);
    } finally {
      await chat.close();
    }
  });

  it('asks somebody who searches without end to wait', async () => {
    const narrow = await startFaqServer(await builtKnowledge(), { recognizer, searches: 2 });
    try {
      const ask = (path: string) => call('GET', `${narrow.url}${path}`);
      await ask('/api/faq?q=hours');
      await ask('/faq?q=hours');
      const [json, page, free] = [
        await ask('/api/faq?q=hours'),
        await ask('/faq?q=hours'),
        await ask('/faq/holidays'),
      ];
      expect([json.status, page.status, free.status]).toEqual([429, 429, 200]);
      expect(Number(json.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(page.body).toContain('<h1>');
    } finally {
      await narrow.close();
    }
  });
});

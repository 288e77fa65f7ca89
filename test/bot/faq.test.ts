import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { call } from '../support/direct-line-api.js';
import { type FaqServer, startFaqServer } from '../support/faq-server.js';

describe('the FAQ pages', () => {
  let knowledge: Knowledge;
  let recognizer: Recognizer;
  let server: FaqServer;

  const get = (path: string) => call('GET', `${server.url}${path}`);

  beforeAll(async () => {
    knowledge = await builtKnowledge();
    recognizer = await builtRecognizer(knowledge);
    server = await startFaqServer(knowledge, { recognizer });
  });
  afterAll(async () => {
    await server.close();
    await recognizer.close();
  });

  it('list every entry under its topic, in the order of the document', async () => {
    const { body } = await get('/faq');
    const linked = [...body.matchAll(/<li><a href="\/faq\/([^"]+)">/g)].map((match) => match[1]);
    expect([...linked].sort()).toEqual(knowledge.entries.map(({ id }) => id).sort());
    const topics = [...body.matchAll(/<h2>([^<]+)<\/h2>/g)].map((match) => match[1]);
    expect(topics).toEqual([...new Set(knowledge.entries.map(({ topic }) => topic))]);
    expect(body).toContain('edition 07/2018');
  });

  it('have one for each entry, with its own title, address and description', async () => {
    const titles = new Set<string>();
    for (const { id } of knowledge.entries) {
      const { status, body } = await get(`/faq/${id}`);
      expect([id, status]).toEqual([id, 200]);
      expect(body).toContain(`<link rel="canonical" href="/faq/${id}">`);
      expect(body).toMatch(/<meta name="description" content="[^"]{30,}">/);
      titles.add(/<title>([^<]+)<\/title>/.exec(body)?.[1] ?? '');
    }
    expect(titles.size).toBe(knowledge.entries.length);
  });

  it('show tables whose rows and columns are headed, and sections that can be linked to', async () => {
    const table = await get('/faq/entitlements');
    expect(table.body).toMatch(
      /<thead><tr><th scope="col">Support Service<\/th><th scope="col">Standard<\/th>/,
    );
    expect(table.body).toMatch(/<th scope="row">Technical Contacts<\/th><td>4<\/td><td>8<\/td><td>10<\/td>/);
    const sections = await get('/faq/priority-levels');
    expect(sections.body).toContain('<section class="part" id="p1"');
    expect(sections.body).toContain('href="/faq/priority-levels#p1"');
  });

  it('describe themselves to search engines', async () => {
    const { body } = await get('/faq/entitlements');
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? [];
    const data = JSON.parse(json ?? '');
    expect(data).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [{ '@type': 'Question', name: 'What does my Support level entitle me to?' }],
    });
    expect(data.mainEntity[0].acceptedAnswer.text).toContain('Technical Contacts');
  });

  it('lead on: into the chat, to other entries, to addresses', async () => {
    const { body } = await get('/faq/phone-support');
    for (const address of [
      '/?ask=phone-support',
      '/?do=callback-queue',
      '/?do=triage',
      knowledge.links['contact-support'],
    ])
      expect(body).toContain(`href="${address}"`);
    expect((await get('/faq/holidays')).body).toContain('href="/?ask=holidays"');
    expect((await get('/faq/business-hours')).body).toContain('href="/faq/holidays"');
  });

  it('say the fact first, then the entry, then where it stands', async () => {
    const { body } = await get('/faq?q=how+many+technical+contacts+with+Enhanced');
    const order = ['Technical Contacts: 8 (Enhanced)', '<table>', 'edition 07/2018', '/?ask=entitlements'];
    const places = order.map((text) => body.indexOf(text));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    expect(body).toContain('<meta name="robots" content="noindex">');
  });

  it('say honestly that there is no answer, and what can be done', async () => {
    const { body } = await get('/faq?q=price+of+a+licence');
    expect(body).toContain('does not answer that');
    expect(body).toContain('href="/?do=open-case"');
    expect(body).not.toContain('class="fact"');
  });

  it('are sent again only when they have changed', async () => {
    const first = await get('/faq/holidays');
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
    const again = await call('GET', `${server.url}/faq/holidays`, { headers });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await call('GET', `${server.url}/faq`, { headers })).status).toBe(200);
  });

  it('ask nothing of browsers but our own files', async () => {
    const { body, headers } = await get('/faq');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("form-action 'self'");
    const asked = [...body.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((address) => !address?.startsWith('/'))).toEqual([]);
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=/);
    for (const file of ['/faq.css', '/faq.js', '/fuse.js']) expect((await get(file)).status).toBe(200);
  });

  it('take hostile questions as text', async () => {
    const hostile = `"><script>alert(1)</script>{{nonce}}'onfocus=x`;
    const { body, headers } = await get(`/faq?q=${encodeURIComponent(hostile)}`);
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toMatch(/<script>|"onfocus|'onfocus/);
    expect(body).not.toContain(nonce);
  });

  it.each([
    [`/faq?q=${'a'.repeat(301)}`, 400, 'at most 300 characters'],
    ['/faq/nothing', 404, 'no such answer'],
    ['/faq/__proto__', 404, 'no such answer'],
    ['/faq?q=%F0%9F%98%80%00%ED%A0%80', 200, 'does not answer that'],
  ])('cope with %s', async (path, expected, words) => {
    const { status, body } = await get(path);
    expect(status).toBe(expected);
    expect(body).toContain(words);
    expect(body).toContain('href="/faq/business-hours"');
  });
});

describe('the FAQ pages of hostile content', () => {
  it('show it letter by letter', async () => {
    const knowledge = await builtKnowledge();
    const [first, ...others] = knowledge.entries;
    if (!first) throw new Error('no entry');
    const evil =
      '</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://evil.example/p.png)';
    const entry = {
      ...first,
      title: evil,
      question: `${evil}{{nonce}}`,
      lead: evil,
      answer: [
        { kind: 'paragraph' as const, text: `# ${evil}`, line: 1 },
        {
          kind: 'list' as const,
          ordered: true,
          items: [
            { text: evil, label: evil, depth: 0, line: 1 },
            { text: 'inner', depth: 1, line: 1 },
            { text: '1. outer', depth: 0, line: 1 },
          ],
          line: 1,
        },
        {
          kind: 'table' as const,
          corner: evil,
          columns: [''],
          rows: [{ name: evil, cells: [evil], line: 1 }],
          line: 1,
        },
      ],
    };
    const server = await startFaqServer(
      { ...knowledge, entries: [entry, ...others] },
      {
        recognizer: { recognize: () => Promise.reject(new Error('not asked')), close: async () => undefined },
      },
    );
    try {
      for (const path of ['/faq', `/faq/${entry.id}`]) {
        const { body } = await call('GET', `${server.url}${path}`);
        expect(body).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
        expect(body).not.toMatch(/<img src=x|javascript:alert\(1\)"|src="https:\/\/evil|\{\{/);
        expect(body.match(/<\/script>/g)).toHaveLength(2);
      }
      const { body } = await call('GET', `${server.url}/faq/${entry.id}`);
      expect(body).toMatch(/<ul><li>inner<\/li><\/ul><\/li><li>1\. outer<\/li><\/ol>/);
      expect(body).toContain('<p># &lt;/script&gt;');
    } finally {
      await server.close();
    }
  });
});

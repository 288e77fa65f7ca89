import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Build, buildKnowledge } from '../../knowledge/build.js';
import { BuildError } from '../../knowledge/build-error.js';
import type { Finding } from '../../knowledge/finding.js';
import { loadKnowledge } from '../../knowledge/knowledge.js';

const faq = `# Wheel & Dale

Members of the club ride first.

## How do I hire a bicycle?

Fill in [the form](https://dale.example/hire). [Press here](#) to see it (as shown in the picture above). See [what it costs](#what-does-it-cost) first.

## What does it cost?

Twelve a day. Tandems only with [our hours](#) or [a map](./map.html) or [a trick](javascript:alert(1)).

## Opening hours

Always, as specified below.

### Summer

Longer.
`;

const layer = `hire:
  headings: [[rent], [hire, bicycle]]
  title: Hiring
  lead: {say: I cannot see bicycles.}
  hide:
    - sentence: [press, here]
  offers: [open-case, 'entry:prices', 'link:shop']
  preamble: [club]
prices:
  headings: [[cost]]
  title: Prices
  lead: {say: No figures here., unless: [twelve]}
  travels:
    - {with: [tandem], say: Tandems need two riders.}
hours:
  headings: [[hours]]
  title: Hours
  sections: {high-season: [summer]}
  hide:
    - words: as specified below
`;

describe('a build', () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string | Uint8Array): void => writeFileSync(path(name), text);
  const build = (document = 'faq.md'): Build =>
    buildKnowledge({ document: path(document), content: path('content'), out: path('out/knowledge.json') });
  const findingsOf = (attempt: () => unknown): readonly Finding[] => {
    try {
      attempt();
    } catch (error) {
      if (error instanceof BuildError) return error.findings;
      throw error;
    }
    return [];
  };
  const entry = ({ knowledge }: Build, id: string) => knowledge.entries.find((one) => one.id === id);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstline-build-'));
    mkdirSync(path('content'));
    write('faq.md', faq);
    write('content/entries.yaml', layer);
    write('content/links.yaml', 'shop: https://dale.example/shop\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives entries the ids, titles and words of the editor', () => {
    const built = build();
    expect(built.knowledge.entries.map(({ id, title, question }) => [id, title, question])).toEqual([
      ['hire', 'Hiring', 'How do I hire a bicycle?'],
      ['prices', 'Prices', 'What does it cost?'],
      ['hours', 'Hours', 'Opening hours'],
    ]);
    expect(entry(built, 'hire')).toMatchObject({
      lead: 'I cannot see bicycles.',
      offers: ['open-case', 'entry:prices', 'link:shop'],
    });
    expect(entry(built, 'prices')).not.toHaveProperty('lead');
    expect(entry(built, 'hours')?.sections.map(({ id }) => id)).toEqual(['high-season']);
  });

  it('leaves hidden pointers out, and puts a stray paragraph where the editor wants it', () => {
    const built = build();
    expect(entry(built, 'hire')?.answer).toMatchObject([
      { text: 'Fill in [the form](https://dale.example/hire). See what it costs first.' },
      { text: 'Members of the club ride first.' },
    ]);
    expect(entry(built, 'hours')?.answer).toMatchObject([{ text: 'Always.' }]);
    expect(built.knowledge.preamble).toEqual([]);
  });

  it('keeps links that lead somewhere, and reports the others with their line', () => {
    const built = build();
    expect(entry(built, 'hire')?.links).toEqual([
      { words: 'the form', url: 'https://dale.example/hire', line: 7 },
      { words: 'what it costs', url: '#prices', line: 7 },
    ]);
    expect(entry(built, 'prices')).toMatchObject({
      answer: [{ text: 'Twelve a day. Tandems only with our hours or a map or a trick.' }],
      links: [{ words: 'our hours', url: '#hours', line: 11 }],
    });
    const reported = built.findings.filter(({ message }) => message.startsWith('the link'));
    expect(reported.map(({ line, message }) => `${line} ${message}`)).toEqual([
      expect.stringMatching(/^7 .*"Press here" is dead.*only its words/),
      expect.stringMatching(/^11 .*"our hours" is dead.*entry "hours"/),
      expect.stringMatching(/^11 .*"a map" leads to "\.\/map\.html"/),
      expect.stringMatching(/^11 .*"a trick" leads to "javascript:/),
    ]);
  });

  it('writes a file that loads as what was built, the same for the same content', async () => {
    const { knowledge } = build();
    expect(await loadKnowledge(path('out/knowledge.json'))).toEqual(JSON.parse(JSON.stringify(knowledge)));
    expect(build().knowledge.contentHash).toBe(knowledge.contentHash);
    write('faq.md', faq.replace('Twelve', 'Thirteen'));
    expect(build().knowledge.contentHash).not.toBe(knowledge.contentHash);
    expect(readdirSync(path('out'))).toEqual(['knowledge.json']);
  });

  it('makes ids of the headings without an editor, none twice', () => {
    write('content/entries.yaml', '# nothing yet\n');
    write('faq.md', `${faq}\n## What does it cost?\n\nStill twelve.\n\n## Что это?\n\nВелосипед.\n`);
    expect(build().knowledge.entries.map(({ id }) => id)).toEqual([
      'how-do-i-hire-a-bicycle',
      'what-does-it-cost',
      'opening-hours',
      'what-does-it-cost-2',
      'что-это',
    ]);
  });

  it('leaves the editor out of the document of another company', () => {
    write('other.md', '## What does shipping cost?\n\nNothing.\n\n## Do you ship abroad?\n\nNo.\n');
    const built = build('other.md');
    expect(built.knowledge.entries).toMatchObject([
      { id: 'what-does-shipping-cost', title: 'What does shipping cost?', offers: [], travels: [] },
      { id: 'do-you-ship-abroad' },
    ]);
    expect(built.findings.filter(({ file }) => file.endsWith('entries.yaml'))).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('another document') },
    ]);
  });

  it('leaves out a question without an answer, and says so', () => {
    write('faq.md', `${faq}\n## Do you have scooters?\n\n## Do you have carts?\n\nYes.\n`);
    const built = build();
    expect(built.knowledge.entries.map(({ id }) => id)).toEqual([
      'hire',
      'prices',
      'hours',
      'do-you-have-carts',
    ]);
    expect(built.findings).toContainEqual({
      file: path('faq.md'),
      line: 21,
      severity: 'warning',
      message: expect.stringContaining('"Do you have scooters?" has no answer'),
    });
  });

  it.each([
    [
      'an unknown offer',
      'content/entries.yaml',
      layer.replace('open-case', 'open-door'),
      7,
      /"open-door" is unknown; write one of/,
    ],
    [
      'an offer of no entry',
      'content/entries.yaml',
      layer.replace('entry:prices', 'entry:price'),
      7,
      /"entry:price" names no entry/,
    ],
    [
      'an offer of no link',
      'content/links.yaml',
      'store: https://dale.example\n',
      7,
      /"link:shop" names a link/,
    ],
    ['an unknown key', 'content/entries.yaml', layer.replace('lead:', 'leads:'), 2, /leads/],
    ['a link that is none', 'content/links.yaml', 'shop: dale.example\n', 1, /not an address/],
    [
      'a sentence with an unknown link',
      'content/wording.yaml',
      'hello: Hello\nbye:\n  far: "{link.shop} {link.sea}"\n',
      3,
      /"bye\.far" names the link "sea"/,
    ],
  ])('refuses %s, with its line, and writes nothing', (_what, file, text, line, message) => {
    write(file, text);
    const found = findingsOf(build);
    expect(
      found.some((one) => message.test(one.message) && one.line === line && one.severity === 'error'),
    ).toBe(true);
    expect(readdirSync(folder)).not.toContain('out');
  });

  it.each([
    ['empty', '', /is empty/],
    ['blank', ' \n\n\t', /is empty/],
    ['binary', Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]), /not a text file/],
    ['over 5 MB', new Uint8Array(5 * 1024 * 1024 + 1).fill(0x61), /5 MB/],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x23, 0x00, 0x20, 0x00]), /UTF-16/],
    ['Latin-1', Uint8Array.from([0x23, 0x20, 0xfc, 0x62, 0x65, 0x72, 0x3f]), /not UTF-8/],
    ['without a heading', 'You hire bicycles here.\n\nThey cost twelve a day.\n', /no question was found/],
    [
      'a title with text and nothing else',
      '# Wheel & Dale\n\nYou hire bicycles here.\n',
      /no question was found/,
    ],
  ])('refuses a document that is %s, and leaves the file of before as it was', (_what, bytes, message) => {
    build();
    const before = readFileSync(path('out/knowledge.json'));
    write('faq.md', bytes);
    const found = findingsOf(build);
    expect(found).toMatchObject([
      { file: path('faq.md'), severity: 'error', message: expect.stringMatching(message) },
    ]);
    expect(readFileSync(path('out/knowledge.json')).equals(before)).toBe(true);
    expect(readdirSync(path('out'))).toEqual(['knowledge.json']);
  });

  it('refuses a document that is missing or a folder', () => {
    expect(findingsOf(() => build('nothing.md'))).toMatchObject([
      { message: expect.stringContaining('ENOENT') },
    ]);
    expect(findingsOf(() => build('content'))).toMatchObject([
      { message: expect.stringContaining('not a file') },
    ]);
  });

  it('reports the mistakes of all files at once', () => {
    write('content/links.yaml', 'shop: 7\n');
    write('content/wording.yaml', 'hello: [a]\n');
    write('content/entries.yaml', layer.replace('open-case', 'open-door'));
    const files = findingsOf(build).map(({ file }) => file);
    expect(new Set(files)).toEqual(
      new Set(['links', 'wording', 'entries'].map((name) => path(`content/${name}.yaml`))),
    );
  });

  it('says which files the content folder lacks', () => {
    const lacks = build().findings.filter(({ message }) => message.startsWith('there is none'));
    expect(lacks.map(({ file }) => file)).toContain(path('content/wording.yaml'));
    expect(lacks.map(({ file }) => file)).not.toContain(path('content/links.yaml'));
  });

  it.each([
    ['is missing', undefined, /cannot be read \(ENOENT\); run "firstline knowledge build"/],
    ['is no knowledge file', '{"a": 1}', /no knowledge file/],
    ['is cut off', '{"format":1,"entr', /no knowledge file/],
    ['has another format', '{"format":99}', /format is 99/],
    ['was edited', 'edit', /changed after it was built/],
  ])('loads no file that %s', async (_what, text, message) => {
    build();
    const file = path('out/knowledge.json');
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text === 'edit' ? readFileSync(file, 'utf8').replace('Twelve', 'Eleven') : text);
    await expect(loadKnowledge(file)).rejects.toThrow(message);
  });
});

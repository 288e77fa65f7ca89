import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError } from '../../knowledge/build-error.js';
import { gradingWays } from '../../knowledge/rules/ways.js';
import { readRules } from '../../knowledge/rules.js';
import { nextOpening, openingAt } from '../../policy/hours.js';
import { classify } from '../../policy/priority.js';
import { progress } from '../../policy/progress.js';

const content = join(import.meta.dirname, '../../knowledge/content');
const files = ['intake', 'priorities', 'entitlements', 'hours', 'routes', 'products', 'customers'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const copyContent = (): void => {
  for (const file of files) cpSync(join(content, `${file}.yaml`), join(folder, `${file}.yaml`));
};

/** Replaces words of a file, which must stand in it. */
const edit = (file: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
};

/** The findings as `file:line: message`, the line being checked to hold what it should. */
const mistakes = (): readonly string[] => {
  try {
    readRules(folder);
    return [];
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return error.findings.map(({ file, message }) => `${file.slice(folder.length + 1)}: ${message}`);
  }
};

const lineOf = (file: string, text: string): number =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

const firstLine = (): number | undefined => {
  try {
    readRules(folder);
    return undefined;
  } catch (error) {
    return error instanceof BuildError ? error.findings[0]?.line : undefined;
  }
};

describe('the rules that come with the program', () => {
  const rules = readRules(content);
  const ways = gradingWays(rules.questions) ?? [];

  it('lead every way through the questions to exactly one criterion or to a person', () => {
    expect(ways.length).toBeGreaterThan(100);
    for (const answers of ways) {
      const fitting = rules.criteria.filter((criterion) => classify(answers, [criterion]));
      expect(fitting.length).toBeLessThanOrEqual(1);
      expect(progress(rules, answers).grade.kind).toBe(fitting.length === 1 ? 'proposed' : 'person');
    }
  });

  it('let every criterion be met', () => {
    const met = new Set(ways.map((answers) => classify(answers, rules.criteria)?.because.id));
    const known = [
      'P1a',
      'P1b',
      'P1c',
      'P2',
      'P3a',
      'P3b',
      'P4-enhancement',
      'P4-information',
      'P4-question',
    ];
    expect([...met].sort()).toEqual([...known, 'P4-documentation', 'P4-minor-error', undefined].sort());
  });

  it('name the grade that each criterion belongs to, and its section', () => {
    for (const { id, priority, section, reason } of rules.criteria) {
      expect(id.startsWith(priority)).toBe(true);
      expect(section).toBe(`priority-levels#${priority.toLowerCase()}`);
      expect(reason).toMatch(/\.$/);
    }
    expect(Object.keys(rules.priorityNames)).toEqual(['P1', 'P2', 'P3', 'P4']);
  });

  it('know no hours and no customers, as the document gives none', () => {
    expect(rules.regions).toEqual([]);
    expect(rules.customers).toEqual([]);
  });

  it('list the nine products of the document', () => {
    const names = rules.products.map(({ name }) => name);
    for (const name of [
      'Service Manager',
      'Process Manager',
      'Management Suite',
      'DesktopNow',
      'Environment Manager',
      'DataNow',
      'Performance Manager',
      'Endpoint Security',
      'IT Asset Management Suite',
    ]) {
      expect(names).toContain(name);
    }
    expect(rules.cloudProducts).toContain('Neurons');
    expect(rules.cloudProducts).not.toContain('Avalanche');
  });
});

describe('the example of opening hours', () => {
  it('can be put in the place of hours.yaml as it is', () => {
    copyContent();
    cpSync(join(content, 'hours.example.yaml'), join(folder, 'hours.yaml'));
    const [americas, europe, asia] = readRules(folder).regions;
    expect([americas?.timeZone, europe?.timeZone, asia?.timeZone]).toEqual([
      'America/Denver',
      'Europe/Berlin',
      'Asia/Kolkata',
    ]);
    expect(openingAt(new Date('2026-03-11T10:30:00Z'), europe)).toBe('open');
    expect(openingAt(new Date('2026-03-11T11:45:00Z'), europe)).toBe('closed');
    expect(openingAt(new Date('2026-12-25T10:00:00Z'), europe)).toBe('holiday');
    expect(nextOpening(new Date('2026-12-24T20:00:00Z'), europe)?.toISOString()).toBe(
      '2026-12-28T07:00:00.000Z',
    );
  });
});

describe('a content folder', () => {
  it('may lack every file', () => {
    const rules = readRules(folder);
    expect(rules.questions).toEqual([]);
    expect(progress(rules, {})).toMatchObject({ grade: { kind: 'person' }, next: undefined });
  });

  it('may hold files of comments only', () => {
    for (const file of files) writeFileSync(join(folder, `${file}.yaml`), '# to be filled in\n');
    expect(readRules(folder).products).toEqual([]);
  });

  it('has the mistakes of all its files reported at once', () => {
    copyContent();
    edit('products.yaml', 'cloud: true', 'cloud: perhaps');
    edit('routes.yaml', 'reason: only-p1', 'raeson: only-p1');
    const files = new Set(mistakes().map((mistake) => mistake.split(':')[0]));
    expect([...files].sort()).toEqual(['products.yaml', 'routes.yaml']);
  });
});

describe('a mistake is reported in plain words, with its line', () => {
  beforeEach(copyContent);

  it.each<[string, string, string, string, RegExp]>([
    ['a condition on nothing', 'intake.yaml', '- down: "yes"', '- dwon: "yes"', /nothing is called "dwon"/],
    [
      'an impossible answer',
      'intake.yaml',
      '- down: "yes"',
      '- down: "maybe"',
      /"down" is never "maybe"; it can be yes, no, unknown/,
    ],
    [
      'a condition on a later question',
      'intake.yaml',
      '- down: "yes"',
      '- minor: none',
      /"minor" is asked no earlier/,
    ],
    [
      'a question never asked',
      'intake.yaml',
      '- third-party: ["no", unknown]',
      '- third-party: "no"\n        down: "yes"\n        restart: "no"',
      /"major-hard" is never asked/,
    ],
    [
      'two questions of one id',
      'intake.yaml',
      '- id: example',
      '- id: context',
      /"context" is the id of an earlier question/,
    ],
    [
      'a note about nothing',
      'intake.yaml',
      '{ access: "no" }',
      '{ acess: "no" }',
      /nothing is called "acess"/,
    ],
    [
      'a criterion on nothing',
      'priorities.yaml',
      'minor: degraded',
      'miner: degraded',
      /nothing is called "miner"/,
    ],
    [
      'a criterion never met',
      'priorities.yaml',
      'third-party: "yes"',
      'third-party: "yes", major-hard: "yes"',
      /no answers .* lead to "P1c"/,
    ],
    [
      'two criteria at once',
      'priorities.yaml',
      'minor: intermittent',
      'minor: degraded',
      /"P3a" holds as well for matter: problem/,
    ],
    ['an unknown grade', 'priorities.yaml', 'priority: P2', 'priority: P0', /expected one of "P1"/],
    [
      'a level without a cell',
      'entitlements.yaml',
      'contacts: "8", ',
      '',
      /nothing is said about "contacts" for Enhanced/,
    ],
    [
      'a name for two things',
      'entitlements.yaml',
      '[Enterprise Plus]',
      '[Enterprise Plus, premium]',
      /"premium" stands here twice/,
    ],
    [
      'a situation without a row',
      'routes.yaml',
      '{ opening: unknown, level: unmapped }',
      '{ opening: open, level: unmapped }',
      /no row fits opening unknown, priority P1, level unmapped/,
    ],
    [
      'an unknown way of serving',
      'routes.yaml',
      'callback-now: at-once',
      'callback-now: soon',
      /expected one of/,
    ],
    [
      'a product twice',
      'products.yaml',
      '- name: Velocity',
      '- name: avalanche',
      /"avalanche" stands here twice/,
    ],
  ])('%s', (_case, file, from, to, expected) => {
    edit(file, from, to);
    expect(mistakes().join('\n')).toMatch(expected);
    expect(mistakes()[0]?.startsWith(`${file}: `)).toBe(true);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'no time zone',
      'Europe/Berlin',
      'Europe/Berlyn',
      /"Europe\/Berlyn" is no time zone; write an IANA name/,
    ],
    ['overlapping periods', '13:30-16:00', '12:00-16:00', /12:00-16:00 on friday overlaps 08:00-12:30/],
    ['a period that ends before it begins', '13:30-16:00', '22:00-06:00', /split a night at 24:00 and 00:00/],
    ['a period past midnight', '13:30-16:00', '13:30-24:30', /split a night/],
    ['no period', '13:30-16:00', '1-4 pm', /a period looks like "08:00-12:30"/],
    ['no weekday', '[friday]', '[freitag]', /expected one of "monday"/],
    ['no date', '2027-12-26', '2027-02-30', /"2027-02-30" is no date/],
    ['the same holiday twice', '2027-12-26', '2027-12-25', /not valid YAML: Map keys must be unique/],
    ['two regions of one id', 'id: asia', 'id: europe', /"europe" is the id of an earlier region/],
  ])('in the opening hours: %s', (_case, from, to, expected) => {
    cpSync(join(content, 'hours.example.yaml'), join(folder, 'hours.yaml'));
    edit('hours.yaml', from, to);
    expect(mistakes().join('\n')).toMatch(expected);
  });

  it('in the customer directory, against levels and regions', () => {
    cpSync(join(content, 'hours.example.yaml'), join(folder, 'hours.yaml'));
    writeFileSync(
      join(folder, 'customers.yaml'),
      [
        'customers:',
        '  - { name: One, domains: [Example.org], level: premium, region: europe }',
        '  - { name: Two, domains: [example.org], level: Enterprise, region: mars }',
      ].join('\n'),
    );
    expect(mistakes()).toEqual([
      expect.stringMatching(/"Enterprise" is no support level; write one of Standard, Enhanced, Premium/),
      expect.stringMatching(/"mars" is no region of hours.yaml \(americas, europe, asia\)/),
      expect.stringMatching(/"example.org" already finds One/),
    ]);
    edit('customers.yaml', '  - { name: Two, domains: [example.org], level: Enterprise, region: mars }', '');
    expect(readRules(folder).customers).toMatchObject([
      { domains: ['example.org'], level: 'premium', region: 'europe' },
    ]);
  });

  it('by the line it stands on', () => {
    edit('priorities.yaml', 'third-party: "yes"', 'third-party: "often"');
    expect(firstLine()).toBe(lineOf('priorities.yaml', '"often"'));
  });

  it('and questions that multiply beyond walking are refused, not walked', () => {
    const question = (n: number) => `  - { id: q${n}, part: grade, kind: choice, choices: [a, b, c] }`;
    const many = Array.from({ length: 16 }, (_, n) => question(n));
    writeFileSync(join(folder, 'intake.yaml'), `questions:\n${many.join('\n')}\n`);
    expect(mistakes().join()).toMatch(/over 50000 ways through the grading questions/);
  });
});

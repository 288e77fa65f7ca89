import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Build, readSource } from '../../knowledge/build.js';
import { limitsOf } from '../../knowledge/entry.js';
import { unitsOf } from '../../knowledge/units.js';

const content = join(dirname(fileURLToPath(import.meta.url)), '../../knowledge/content');

const ids = [
  'connect-support',
  'business-hours',
  'holidays',
  'support-programs',
  'support-levels',
  'entitlements',
  'my-support-program',
  'alerts',
  'self-service-portal',
  'phone-support',
  'coverage',
  'supported-versions',
  'priority-levels',
  'response-times',
  'incident-definition',
  'confidential-information',
  'trm-offerings',
  'about-ivanti',
];

/** What a customer can ask for, and words of the one sentence, row, item or link that answers it. */
const facts: readonly (readonly [string, readonly string[]])[] = [
  ['connect-support', ['https://success.ivanti.com/customers', 'existing cases', 'new case']],
  ['connect-support', ['https://community.ivanti.com/welcome', 'register']],
  ['business-hours', ['Monday', 'Friday', 'Saturday']],
  ['business-hours', ['primary office', 'licensee']],
  ['business-hours', ['https://community.ivanti.com/community/other/contact-support']],
  ['holidays', ['closed', 'P1', '24x7']],
  ['support-programs', ['annual', 'Maintenance']],
  ['support-programs', ['installation', 'configuration']],
  ['support-programs', ['upgrade', 'more support']],
  ['support-levels', ['Standard', 'Enhanced', 'Premium']],
  [
    'support-levels',
    ['IT Asset Management', 'Unified Endpoint Management', 'Systems and Security Management'],
  ],
  ['entitlements', ['Technical Contacts: Standard 4, Enhanced 8, Premium 10']],
  ['entitlements', ['24x7 Phone Support: Standard No, Enhanced Yes, Premium Yes']],
  ['entitlements', ['Assigned Support Manager for Escalations: Standard No, Enhanced No, Premium Yes']],
  ['my-support-program', ['Support Term', 'Renewal Term', 'additional']],
  ['alerts', ['email alerts', 'patches', 'utilities', 'documents']],
  ['alerts', ['not liable']],
  ['self-service-portal', ['24 hours a day', '365 days']],
  ['self-service-portal', ['https://support.ivanti.com']],
  ['self-service-portal', ['order in which', 'queue']],
  ['self-service-portal', ['Call me now', 'rings immediately', 'queue']],
  ['self-service-portal', ['phone menu']],
  ['phone-support', ['24x7', 'P1', 'not for P2']],
  ['phone-support', ['Enterprise Plus', '24x7', 'P1']],
  ['coverage', ['warranty']],
  ['coverage', ['deployment', 'not included']],
  ['coverage', ['guarantee', 'time']],
  ['coverage', ['example', 'context', 'configuration', 'steps']],
  ['coverage', ['full access']],
  ['coverage', ['unauthorized modifications', 'no obligation']],
  ['coverage', ['configurations outside the documentation', 'no obligation']],
  ['supported-versions', ['prior version']],
  ['supported-versions', ['https://www.ivanti.com/support/product-end-of-life', 'deadlines']],
  ['supported-versions', ['sole responsibility']],
  ['priority-levels', ['P1', 'cannot be restarted']],
  ['priority-levels', ['P1', 'third-party, mission-critical']],
  ['priority-levels', ['P2', 'high service impact', 'difficult but not impossible']],
  ['priority-levels', ['P3', 'workaround']],
  ['priority-levels', ['P4', 'enhancement', 'documentation', 'little or no effect']],
  ['response-times', ['https://www.ivanti.co.uk/company/legal/support-terms']],
  ['incident-definition', ['separate incident']],
  ['incident-definition', ['sub-problems', 'effort']],
  ['incident-definition', ['case-by-case']],
  ['confidential-information', ['https://www.ivanti.com/company/legal/privacy-policy', 'do not agree']],
  ['confidential-information', ['customer communications']],
  ['confidential-information', ['partners', 'different policies']],
  [
    'trm-offerings',
    ['TRM Days: Basic Up to 12', 'Premier Up to 24', 'Enterprise Up to 48', 'Dedicated Up to 200'],
  ],
  ['trm-offerings', ['Training Vouchers: Basic 1, Premier 2, Enterprise 3, Dedicated 4']],
  ['trm-offerings', ['25%', '100%']],
  ['trm-offerings', ['at least 2 consecutive days']],
  ['trm-offerings', ['included', 'customer is responsible']],
  ['trm-offerings', ['written notice at least 60 days']],
  ['trm-offerings', ['expire']],
  ['trm-offerings', ['DataNow', 'Service Manager', 'nine']],
  ['about-ivanti', ['698%', 'three-year', 'IDC']],
  ['about-ivanti', ['5.1 months']],
  ['about-ivanti', ['1 800 982 2130', 'sales']],
  ['about-ivanti', ['sales@ivanti.com']],
  ['about-ivanti', ['Unified Endpoint Management', 'Supply Chain']],
];

describe('the edition that comes with the product', () => {
  const build: Build = readSource({ document: join(content, 'document.md'), content });
  const { entries } = build.knowledge;
  const units = new Map(entries.map((entry) => [entry.id, unitsOf(entry)]));

  it('has the 18 entries in order, and loses no line', () => {
    expect(entries.map(({ id }) => id)).toEqual(ids);
    expect(build.lines.lost).toEqual([]);
    expect(build.knowledge.document).toMatchObject({ edition: '07/2018', code: 'IVI-1972' });
  });

  it('gives each entry an answer, a title of its own and buttons', () => {
    expect(entries.filter(({ answer, sections }) => answer.length + sections.length === 0)).toEqual([]);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(18);
    expect(entries.filter(({ offers }) => offers.length === 0)).toEqual([]);
  });

  it('answers each priority by itself', () => {
    const sections = entries.find(({ id }) => id === 'priority-levels')?.sections;
    expect(sections?.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(sections?.every(({ blocks }) => blocks.length === 1)).toBe(true);
  });

  it.each(facts)('%s says in one piece, short enough to be quoted: %j', (id, words) => {
    const found = units.get(id)?.filter(({ text }) => words.every((word) => text.includes(word)));
    expect(found?.some(({ text }) => text.length <= 320)).toBe(true);
  });

  it('has no sentence that is too long to be quoted, but for lists of clauses that can be quoted one by one', () => {
    const long = [...units.values()].flat().filter(({ text }) => text.length > 320);
    expect(long.every(({ text }) => text.includes('(i)'))).toBe(true);
  });

  it('never says 24x7 without P1', () => {
    const promises = entries.flatMap((entry) =>
      (units.get(entry.id) ?? [])
        .map(({ text }) => [text, ...limitsOf(entry, text)].join(' '))
        .filter((text) => /24x7/.test(text) && !/P1/.test(text)),
    );
    expect(promises).toEqual([]);
  });

  it('has nothing to report but what the vendor has to decide', () => {
    const others = build.findings.filter(({ message }) => !message.startsWith('listed by the editor'));
    expect(
      others.filter(({ file }) => /document\.md|entries\.yaml|links\.yaml|open-questions/.test(file)),
    ).toEqual([]);
    expect(build.findings.length - others.length).toBeGreaterThan(8);
  });
});

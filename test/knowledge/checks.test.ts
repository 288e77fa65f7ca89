import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOf, readChecks, runChecks } from '../../knowledge/checks.js';
import { nothingIn, type Recognition } from '../../knowledge/search/recognition.js';

const folder = mkdtempSync(join(tmpdir(), 'firstline-checks-'));
const file = join(folder, 'checks.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (entry: string | undefined, fact: string | null = null): Recognition =>
  entry === undefined
    ? nothingIn('')
    : {
        ...nothingIn(''),
        kind: 'faq',
        decision: 'answer',
        entries: [{ id: entry, title: entry, confidence: 1 }],
        fact,
      };

const findings = async (yaml: string, answer: Recognition) => {
  writeFileSync(file, yaml);
  return findingsOf(await runChecks(readChecks(file), async () => answer), file);
};

describe('the editor’s own questions', () => {
  it('are silent when they are read right', async () => {
    expect(
      await findings('- { text: when, expect: hours, fact: Monday }', read('hours', 'On Monday.')),
    ).toEqual([]);
    expect(await findings('- { text: price, expect: none }', read(undefined))).toEqual([]);
  });

  it.each([
    [
      'another entry',
      '- { text: when, expect: hours }',
      read('holidays'),
      /hours should be given, but the bot gives holidays/,
    ],
    ['no answer', '- { text: when, expect: hours }', read(undefined), /gives no answer/],
    [
      'an answer too many',
      '- { text: price, expect: none }',
      read('hours'),
      /nothing should be answered, but hours is/,
    ],
    [
      'a fact without its words',
      '- { text: when, expect: hours, fact: [Monday] }',
      read('hours', 'Daily.'),
      /should hold "Monday"/,
    ],
  ])('tell of %s, with the line', async (_what, yaml, answer, message) => {
    expect(await findings(`# a comment\n${yaml}`, answer)).toEqual([
      { file, line: 2, severity: 'error', message: expect.stringMatching(message) },
    ]);
  });

  it('warn only of what is known to be open', async () => {
    const [finding] = await findings('- { text: when, expect: hours, open: true }', read('holidays'));
    expect(finding?.severity).toBe('warning');
  });

  it('are refused with file and line when they are written wrongly', () => {
    writeFileSync(file, '- { text: when, expext: hours }');
    expect(() => readChecks(file)).toThrow(/checks\.yaml:1/);
  });
});

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRules } from '../../knowledge/check-rules.js';
import { type Rules, readRules } from '../../knowledge/rules.js';

const content = join(import.meta.dirname, '../../knowledge/content');

describe('what will surprise an operator', () => {
  let rules: Rules;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'firstline-check-rules-'));
    cpSync(join(content, 'hours.example.yaml'), join(folder, 'hours.yaml'));
    rules = readRules(folder);
    rmSync(folder, { recursive: true });
  });

  const warnings = (iso: string, change: object = {}): readonly string[] =>
    checkRules(
      { ...rules, regions: rules.regions.map((region) => ({ ...region, ...change })) },
      new Date(iso),
    ).map(({ message }) => message);

  it('is nothing while the holidays of the year are listed', () => {
    expect(warnings('2026-06-01T12:00Z')).toEqual([]);
    expect(checkRules(readRules(content), new Date('2026-06-01T12:00Z'))).toEqual([]);
  });

  it('is a year without holidays, said before it begins', () => {
    expect(warnings('2027-11-15T12:00Z')[0]).toMatch(
      /Americas are listed for 2026, 2027 only; add the coming year's/,
    );
    expect(warnings('2028-02-01T12:00Z')[0]).toMatch(/support never counts as open there now/);
  });

  it('is a region without hours, and a holiday that covers no year', () => {
    expect(warnings('2026-06-01T12:00Z', { periods: [] })[1]).toMatch(/Europe has no hours/);
    expect(warnings('2026-06-01T12:00Z', { holidayYears: [2026] })[0]).toMatch(
      /Americas lists 2027-01-01, but its year/,
    );
  });
});

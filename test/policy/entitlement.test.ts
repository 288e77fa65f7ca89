import { join } from 'node:path';
import { readRules } from '../../knowledge/rules.js';
import { supportLevel } from '../../policy/entitlement.js';

const { entitlements } = readRules(join(import.meta.dirname, '../../knowledge/content'));

const named = (reply: string): string => {
  const found = supportLevel(reply, entitlements);
  return found.kind === 'level'
    ? found.level.name
    : found.kind === 'unknown'
      ? 'unknown'
      : `${found.kind}: ${found.name}`;
};

describe('the name of a support level', () => {
  it.each([
    ['Premium', 'Premium'],
    ['  pREMIUM. ', 'Premium'],
    ['premium support', 'Premium'],
    ['We’re on the Enhanced level', 'Enhanced'],
    ['I think it is Standard', 'Standard'],
    ['standard', 'Standard'],
    ['Enterprise', 'ambiguous: Enterprise'],
    ['we have enterprise support', 'ambiguous: Enterprise'],
    ['Premier', 'ambiguous: Premier'],
    ['ENTERPRISE  PLUS', 'unmapped: Enterprise Plus'],
    ['Enterprise Plus customer', 'unmapped: Enterprise Plus'],
    ['Premum', 'unknown'],
    ['Premiums', 'unknown'],
    ['premium plus', 'unknown'],
    ['not premium', 'unknown'],
    ['standard or premium', 'unknown'],
    ['gold', 'unknown'],
    ['our support level', 'unknown'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
  ])('%j is %s', (reply, expected) => {
    expect(named(reply)).toBe(expected);
  });
});

describe('what the levels include (section entitlements)', () => {
  it.each([
    ['Standard', false, ['Yes', 'Yes', 'Yes', 'No', '4', 'No', 'No']],
    ['Enhanced', true, ['Yes', 'Yes', 'Yes', 'Yes', '8', 'No', 'No']],
    ['Premium', true, ['Yes', 'Yes', 'Yes', 'Yes', '10', 'Yes', 'Yes']],
  ])('%s', (name, aroundTheClock, cells) => {
    const found = supportLevel(name, entitlements);
    if (found.kind !== 'level') throw new Error(`${name} is no level`);
    expect(entitlements.services.map(({ id }) => found.level.includes[id])).toEqual(cells);
    expect(found.level.aroundTheClock).toBe(aroundTheClock);
  });

  it('never shows 24x7 phone support without its limit to P1', () => {
    const around = entitlements.services.filter(({ name }) => name.includes('24x7'));
    expect(around).toHaveLength(1);
    expect(around[0]?.name).toContain('P1');
  });
});

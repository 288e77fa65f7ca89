import type { Entry } from '../../../knowledge/entry.js';
import { checkFacts } from '../../../knowledge/search/facts.js';
import { tellFact } from '../../../knowledge/search/tell-fact.js';
import type { Unit } from '../../../knowledge/units.js';
import { smallKnowledge } from './small-model.js';

const entry: Entry = {
  id: 'phone',
  question: 'When can I phone?',
  title: 'Phone',
  topic: '',
  answer: [],
  sections: [],
  links: [],
  alsoAsked: [],
  offers: [],
  travels: [{ with: ['night'], say: 'At night for emergencies only.' }],
  line: 1,
};
const sentence = (text: string): Unit => ({ entry: 'phone', kind: 'sentence', text, line: 1 });
const row: Unit = {
  entry: 'phone',
  kind: 'row',
  text: 'Night line: Basic No, Gold Plus Yes',
  row: 'Night line',
  cells: { Basic: 'No', 'Gold Plus': 'Yes' },
  line: 2,
};

describe('telling a fact', () => {
  it('spells out the cell of the column that was named, with its limit', () => {
    expect(tellFact({ unit: row, also: [], asked: [] }, entry, ['night line on gold plus?'])).toBe(
      'Night line: Yes (Gold Plus). At night for emergencies only.',
    );
  });

  it('tells the whole row when no column was named', () => {
    expect(
      tellFact({ unit: row, also: [], asked: [] }, entry, ['is there a line at night, plus what']),
    ).toMatch(/^Night line: Basic No, Gold Plus Yes\./);
  });

  it('takes the column from the last message that names one', () => {
    const said = ['night line on basic?', 'and on gold plus'];
    expect(tellFact({ unit: row, also: [], asked: [] }, entry, said)).toMatch(
      /^Night line: Yes \(Gold Plus\)/,
    );
  });

  it('never exceeds 320 characters, and cuts the fact rather than its limit', () => {
    const long = sentence(`The night is long ${'and dark '.repeat(60)}.`);
    const fact = tellFact({ unit: long, also: [sentence('More to say.')], asked: [] }, entry, ['night?']);
    expect(fact.length).toBeLessThanOrEqual(320);
    expect(fact).toContain('At night for emergencies only.');
  });
});

describe('the editor’s facts', () => {
  it('are reported when they lead to no unit', () => {
    const { knowledge, remove } = smallKnowledge();
    const [first] = knowledge.entries;
    const file = { [first?.id ?? '']: [{ id: 'sunday', find: ['Sunday'], also: [], asked: [] }] };
    expect(checkFacts(knowledge.entries, file)).toEqual([
      expect.objectContaining({
        file: 'facts.yaml',
        severity: 'warning',
        message: expect.stringContaining('Sunday'),
      }),
    ]);
    remove();
  });
});

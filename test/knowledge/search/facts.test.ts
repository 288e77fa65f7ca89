import type { Entry } from '../../../knowledge/entry.js';
import { chooseFact, createFactModel, factRows, trainFacts } from '../../../knowledge/search/fact-model.js';
import { checkFacts } from '../../../knowledge/search/facts.js';
import { readingOf } from '../../../knowledge/search/reading.js';
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

  it('says after a No which columns do have it', () => {
    expect(tellFact({ unit: row, also: [], asked: [] }, entry, ['is the night line in basic'])).toMatch(
      /^Night line: No \(Basic\), Yes \(Gold Plus\)\./,
    );
  });

  it('adds the rival behind what must be said with the fact, once and only as far as there is room', () => {
    const fact = { unit: sentence('We open at 8.'), also: [sentence('We close at 5.')], asked: [] };
    const other = { unit: sentence('Sundays we rest.'), also: [sentence('Nobody is in.')], asked: [] };
    const long = { unit: sentence(`Long ${'and '.repeat(90)}`), also: [], asked: [] };
    const said = ['open?'];
    expect(tellFact(fact, entry, said, other)).toBe('We open at 8. We close at 5. Sundays we rest.');
    expect(tellFact(fact, entry, said, { ...other, unit: sentence('We close at 5.') })).toBe(
      'We open at 8. We close at 5.',
    );
    expect(tellFact(fact, entry, said, long)).toBe('We open at 8. We close at 5.');
  });

  it('never exceeds 320 characters, and cuts the fact rather than its limit', () => {
    const long = sentence(`The night is long ${'and dark '.repeat(60)}.`);
    const fact = tellFact({ unit: long, also: [sentence('More to say.')], asked: [] }, entry, ['night?']);
    expect(fact.length).toBeLessThanOrEqual(320);
    expect(fact).toContain('At night for emergencies only.');
  });
});

describe('choosing a fact', () => {
  const facts = [
    { unit: sentence('The door is red.'), also: [], asked: ['colour of the door'] },
    { unit: sentence('The gate is blue.'), also: [], asked: ['colour of the gate'] },
    { unit: sentence('The roof is grey.'), also: [], asked: [] },
  ];
  const reading = readingOf([], []);
  const model = createFactModel(facts, reading, undefined, trainFacts(facts, factRows(facts), reading));
  const texts = (question: string): readonly string[] => {
    const { fact, rival } = chooseFact(model, [question], undefined);
    return [fact, rival].flatMap((one) => one?.unit.text ?? []);
  };

  it('finds the one that is asked for, and no rival of it', () => {
    expect(texts('colour of the door')).toEqual(['The door is red.']);
  });

  it('finds a rival when both may be meant, but none that nobody is known to ask for', () => {
    expect(new Set(texts('door or gate'))).toEqual(new Set(['The door is red.', 'The gate is blue.']));
    expect(texts('door or roof')).toEqual(['The door is red.']);
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

import type { Entry } from '../../knowledge/entry.js';
import { limitsOf } from '../../knowledge/entry.js';
import { clausesOf, sentencesOf } from '../../knowledge/sentences.js';
import { unitsOf } from '../../knowledge/units.js';

const entry: Entry = {
  id: 'prices',
  question: 'What does it cost?',
  title: 'Prices',
  topic: '',
  answer: [
    {
      kind: 'paragraph',
      text: 'See **all** prices at [https://dale.example/p](https://dale.example/p). They hold in May.',
      line: 3,
    },
    {
      kind: 'table',
      corner: 'Bicycle',
      columns: ['Day', 'Week'],
      rows: [
        { name: 'City', cells: ['12', '60'], line: 7 },
        { name: 'Tandem, 24 X 7', cells: ['25', ''], line: 8 },
      ],
      line: 5,
    },
    {
      kind: 'list',
      ordered: false,
      items: [{ label: 'Deposit', text: 'a hundred', depth: 0, line: 10 }],
      line: 10,
    },
  ],
  sections: [
    {
      id: 'rain',
      title: 'In rain',
      blocks: [{ kind: 'paragraph', text: 'Half of it.', line: 14 }],
      line: 12,
    },
  ],
  links: [
    { words: 'https://dale.example/p', url: 'https://dale.example/p', line: 3 },
    { words: 'the desk', url: 'mailto:desk@dale.example', line: 3 },
    { words: 'hours', url: '#hours', line: 3 },
  ],
  alsoAsked: [],
  offers: [],
  travels: [
    { with: ['24x7'], say: 'Helmets by day only.' },
    { with: ['tandem'], unless: ['two'], say: 'For two riders.' },
  ],
  line: 1,
};

describe('the units of an entry', () => {
  const units = unitsOf(entry);

  it('are its sentences, rows, items and links in plain words, with their lines', () => {
    expect(units.map(({ kind, text, line }) => [kind, text, line])).toEqual([
      ['sentence', 'See all prices at https://dale.example/p.', 3],
      ['sentence', 'See all prices at https://dale.example/p. They hold in May.', 3],
      ['row', 'City: Day 12, Week 60', 7],
      ['row', 'Tandem, 24 X 7: Day 25', 8],
      ['item', 'Deposit: a hundred', 10],
      ['sentence', 'Half of it.', 14],
      ['link', 'Prices: https://dale.example/p', 3],
      ['link', 'the desk: desk@dale.example', 3],
    ]);
  });

  it('name their section, and give the cells of a row by column', () => {
    expect(units.filter(({ section }) => section !== undefined)).toMatchObject([
      { section: 'rain', text: 'Half of it.' },
    ]);
    expect(units[2]).toMatchObject({ entry: 'prices', row: 'City', cells: { Day: '12', Week: '60' } });
  });

  it('bring their limits along, however they are written', () => {
    expect(limitsOf(entry, 'Tandem, 24 X 7: Day 25')).toEqual(['Helmets by day only.', 'For two riders.']);
    expect(limitsOf(entry, 'Tandems are for two, at 24/7')).toEqual(['Helmets by day only.']);
    expect(limitsOf(entry, 'City: Day 12')).toEqual([]);
  });
});

describe('sentencesOf', () => {
  it.each([
    [
      'We open at 9.5 degrees, e.g. in May. Do we? Yes!',
      ['We open at 9.5 degrees, e.g. in May.', 'Do we?', 'Yes!'],
    ],
    ['Closed at night. 24x7 help is P1 only.', ['Closed at night.', '24x7 help is P1 only.']],
    [
      'See www.dale.example. “Now” means now. (Really.) IT is hard.',
      ['See www.dale.example.', '“Now” means now.', '(Really.)', 'IT is hard.'],
    ],
    ['Ring us. This is quick.', ['Ring us.', 'Ring us. This is quick.']],
  ])('splits %j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});

describe('clausesOf', () => {
  it('gives each clause with the words that lead up to it', () => {
    expect(
      clausesOf('It is bad when: (i) a wheel is off; (ii) the frame, too, is bent; or (iii) it rains.'),
    ).toEqual([
      'It is bad when: a wheel is off.',
      'It is bad when: the frame, too, is bent.',
      'It is bad when: it rains.',
    ]);
  });

  it('takes no bracket for a clause', () => {
    expect(clausesOf('The software (a) runs on two (2) machines.')).toEqual([]);
    expect(clausesOf('An incident (case) has levels (P1).')).toEqual([]);
  });
});

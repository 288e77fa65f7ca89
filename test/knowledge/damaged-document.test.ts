import { type ParsedDocument, parseDocument } from '../../knowledge/parse.js';

/** Has every damage that a document pasted out of a word processor comes with. */
const lines = [
  '',
  '',
  '# Wheel & Dale: Customer Questions',
  '',
  '# Contents',
  '',
  '---',
  '',
  'Where do I hire a bicycle?.....\t3',
  'Which hire plans are there? .....\t3',
  'What comes with my plan?.....\t4',
  'How do I get it back? .....\t4',
  'How bad is the damage to a bicycle?.....\t5',
  'What is a “Puncture”?.....\t6',
  'About Wheel & Dale.....\t7',
  '',
  'Only a guide. Nothing is promised.',
  '',
  '© 2021, Wheel & Dale. WD-77 03/21 XY',
  '',
  '## Where do I hire a bicycle?',
  '',
  'At <https://dale.example/hire>. See [our hours](#) or [click here](#). Hours are given in the table below.',
  '',
  '## Which hire plans are there?',
  '',
  'As described above, plans are listed here:',
  '',
  'Plans\t',
  'Helmet\t',
  'Plan:\tDay, Week',
  '',
  '*Day = 24 hours*',
  '',
  '## What comes with my plan?',
  '',
  'Service\tDay\tWeek',
  'Lock\tYes\tYes',
  'Spare tubes\t1\t4\textra',
  '24 X 7 Help\tNo',
  '',
  '## How do I get it back?',
  '',
  'You can do the following:',
  '',
  'Ask for “later”:',
  '',
  '- We come when we have time.',
  '- Ask for “now”:',
  '- We come at once, and wait for the.',
  '',
  '## How bad is the damage to a bicycle?',
  '',
  '### Grade 1 - G1, "Broken"',
  '',
  'It cannot be ridden: (a) a wheel is missing; (b) the frame is bent; or (c) it was stolen.',
  '',
  '### Grade 2 - G2, "Bad"',
  '',
  'It can hardly be ridden.',
  '',
  '**Grade 3 - G3, “Scratched”**',
  '',
  'It can be ridden.',
  '',
  "**What is a 'Puncture'?**",
  '',
  'A hole. **Tubes, tyres** are both meant.',
  '',
  '## About Wheel & Dale',
  '',
  'We love **bicycles and tandems** above all.',
  '',
  '[hire@dale.example](mailto:hire@dale.example)',
];

const titles = [
  'Where do I hire a bicycle?',
  'Which hire plans are there?',
  'What comes with my plan?',
  'How do I get it back?',
  'How bad is the damage to a bicycle?',
  "What is a 'Puncture'?",
  'About Wheel & Dale',
];

const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;

describe('a damaged document', () => {
  const document: ParsedDocument = parseDocument(lines.join('\n'), 'faq.txt');
  const section = (title: string) => document.sections.find((one) => one.title === title);
  const warnings = document.findings.map(({ line, message }) => `${line}: ${message}`).join('\n');

  it('has exactly the entries of its contents list, in order, bold or not', () => {
    expect(document.sections.map(({ title }) => title)).toEqual(titles);
    expect(document.sections.every(({ listed, topic }) => listed && topic === '')).toBe(true);
  });

  it('uses every line, and keeps the notices apart from the entries', () => {
    expect(document.lines).toEqual({ used: lines.filter((line) => line.trim() !== '').length, lost: [] });
    expect(document.preamble.map(({ line }) => line)).toEqual([lineOf('Only a guide'), lineOf('©')]);
    expect(document).toMatchObject({
      title: 'Wheel & Dale: Customer Questions',
      edition: '03/2021',
      code: 'WD-77',
    });
  });

  it('takes a bold line that the contents list does not name as a sub-section beside the others', () => {
    expect(section(titles[4] ?? '')?.parts.map(({ title }) => title)).toEqual([
      'Grade 1 - G1, "Broken"',
      'Grade 2 - G2, "Bad"',
      'Grade 3 - G3, “Scratched”',
    ]);
  });

  it('reads tables of tabs, empty cells included', () => {
    expect(section(titles[1] ?? '')?.blocks).toMatchObject([
      {},
      {
        kind: 'table',
        corner: 'Plans',
        columns: [''],
        rows: [
          { name: 'Helmet', cells: [''] },
          { name: 'Plan', cells: ['Day, Week'] },
        ],
      },
      { text: '*Day = 24 hours*' },
    ]);
    expect(section(titles[2] ?? '')?.blocks).toMatchObject([
      {
        columns: ['Day', 'Week', ''],
        rows: [
          { name: 'Lock', cells: ['Yes', 'Yes', ''], line: lineOf('Lock\t') },
          { name: 'Spare tubes', cells: ['1', '4', 'extra'] },
          { name: '24 X 7 Help', cells: ['No', '', ''] },
        ],
      },
    ]);
  });

  it('joins labels that became paragraphs or items to what they label', () => {
    expect(section(titles[3] ?? '')?.blocks).toMatchObject([
      { text: 'You can do the following:' },
      {
        kind: 'list',
        items: [
          { label: 'Ask for “later”', text: 'We come when we have time.' },
          { label: 'Ask for “now”', text: 'We come at once, and wait for the.' },
        ],
      },
    ]);
  });

  it('keeps a last line without a line feed', () => {
    expect(section(titles[6] ?? '')?.blocks.at(-1)).toMatchObject({
      text: '[hire@dale.example](mailto:hire@dale.example)',
    });
  });

  it.each([
    ['a pointer to a table that never comes', 'table below', /"below" points to something/],
    ['a pointer back to nothing', 'As described above', /"As described above" points to/],
    ['a sentence that is cut off', 'wait for the.', /cut off: "… We come at once, and wait for the\."/],
    ['a row with too many cells', 'Spare tubes', /"Spare tubes" has 4 cells, its header 3/],
    ['a row with too few cells', '24 X 7', /"24 X 7 Help" has 2 cells, its header 3/],
    ['a list of labels', 'Ask for “now”', /only labels/],
  ])('warns of %s, with its line', (_what, place, message) => {
    const near = [lineOf(place), lineOf(place) - 1, lineOf(place) + 1];
    expect(document.findings.some((one) => near.includes(one.line ?? 0) && message.test(one.message))).toBe(
      true,
    );
  });

  it('warns of nothing else', () => {
    expect(warnings.split('\n')).toHaveLength(6);
  });

  it('reports a contents line without a heading as an error', () => {
    const without = lines.filter((line) => line !== '## How do I get it back?').join('\n');
    expect(parseDocument(without, 'faq.txt').findings.filter(({ severity }) => severity === 'error')).toEqual(
      [
        {
          file: 'faq.txt',
          line: 12,
          severity: 'error',
          message: expect.stringContaining('"How do I get it back?"'),
        },
      ],
    );
  });
});

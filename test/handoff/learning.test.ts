import { figuresOf } from '../../handoff/figures.js';
import { findGaps } from '../../handoff/gaps.js';
import { proposeGaps } from '../../handoff/proposal.js';
import type { NotedUse } from '../../handoff/store/store.js';
import type { Use } from '../../handoff/use.js';

const noted = (use: Use, who = 'a', at = '2026-03-11T12:00:00.000Z'): NotedUse => ({
  at,
  who,
  channel: 'directline',
  use,
});
const answered = (answer: string, entry = 'hours', chosen = false): Use => ({
  what: 'answered',
  answer,
  entry,
  shown: 'fact',
  certainty: 'sure',
  chosen,
  text: `question ${answer}`,
});
const rated = (answer: string, helped: boolean, comment = ''): Use => ({
  what: 'rated',
  answer,
  entry: 'hours',
  helped,
  comment,
  text: `question ${answer}`,
});
const unanswered = (text: string, near: string | null = 'hours'): Use => ({ what: 'unanswered', near, text });

/** What customers are known to say. */
const phrases = [
  'how do I open a case',
  'how do I reach you',
  'how do I do the update',
  'how do I ask',
  'is the office open',
  'the price of something else',
];

describe('gaps', () => {
  it('puts messages together that are alike, with the nearest entry and how many people', () => {
    const uses = [
      noted(unanswered('does the helpdesk open on carnival')),
      noted(unanswered('how do I export the audit trail', 'alerts')),
      noted(unanswered('is the helpdesk open on carnival?'), 'b'),
      noted(unanswered('exporting something else entirely', null)),
      noted(unanswered('audit trail export', 'alerts')),
      noted(unanswered('audit trail export', 'alerts')),
    ];
    const gaps = findGaps(uses, phrases);
    expect(gaps.map(({ count, people, entry, texts }) => [count, people, entry, texts[0]])).toEqual([
      [3, 1, 'alerts', 'audit trail export'],
      [2, 2, 'hours', 'does the helpdesk open on carnival'],
      [1, 1, null, 'exporting something else entirely'],
    ]);
  });

  it('lets common words bring nothing together when it is known which are common', () => {
    const uses = ['how do I fly to the moon', 'how do I get a refund'].map((text) => noted(unanswered(text)));
    expect(findGaps(uses, phrases).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('counts a message once, as what became of it', () => {
    const choice = { what: 'chosen', of: ['hours', 'holidays'], text: 'carnival' } as const;
    const gaps = findGaps([
      noted({ what: 'offered', entries: ['hours', 'holidays'], text: 'carnival' }),
      noted({ ...choice, entry: 'holidays' }),
      noted({ what: 'offered', entries: ['hours', 'holidays'], text: 'carnival' }, 'b'),
      noted({ ...choice, entry: null }, 'b'),
      noted({ what: 'offered', entries: ['hours', 'holidays'], text: 'carnival' }, 'c'),
    ]);
    expect(gaps.map(({ kind, entry, count }) => [kind, entry, count])).toEqual([
      ['unanswered', 'hours', 1],
      ['undecided', 'hours', 1],
      ['chosen', 'holidays', 1],
    ]);
  });

  it('shows answers whose last rating is bad, with what was missing', () => {
    const gaps = findGaps([
      noted(rated('1', false)),
      noted(rated('1', false, 'the phone number')),
      noted(rated('2', false)),
      noted(rated('2', true)),
    ]);
    expect(gaps).toEqual([
      {
        kind: 'not-helped',
        entry: 'hours',
        count: 1,
        people: 1,
        texts: ['question 1'],
        comments: ['the phone number'],
      },
    ]);
  });

  it('proposes phrasings that can be pasted, and none with something left out', () => {
    const take = (text: string, entry: string): NotedUse =>
      noted({ what: 'chosen', of: [entry], entry, text });
    const proposal = proposeGaps(
      findGaps([
        take('carnival "off"?', 'holidays#regional'),
        take('[name] asks for carnival', 'holidays'),
        noted(unanswered('opening: when', 'hours')),
        noted(unanswered('unknown', null)),
      ]),
    );
    expect(proposal).toBe(
      ['holidays:', '  - "carnival \\"off\\"?"', '# hours:', '#   - "opening: when"'].join('\n'),
    );
  });
});

describe('figures', () => {
  const now = new Date('2026-03-20T12:00:00Z');

  it('keep apart what became of answers', () => {
    const [day] = figuresOf(
      [
        ...['1', '2', '3', '4', '5', '6'].map((id) => noted(answered(id))),
        noted(answered('7', 'holidays', true)),
        noted(rated('1', true)),
        noted(rated('2', true)),
        noted(rated('2', false)),
        noted({ what: 'escalated', to: 'person', answer: '3', entry: 'hours' }),
        noted({ what: 'escalated', to: 'case', answer: '4', entry: 'hours' }),
        noted(rated('4', true), 'a', '2026-03-13T12:00:00.000Z'),
        noted({ what: 'escalated', to: 'case', answer: null, entry: null }),
        noted(unanswered('x')),
        noted({ what: 'offered', entries: ['hours'], text: 'y' }),
      ].sort((one, other) => one.at.localeCompare(other.at)),
      'UTC',
      now,
    ).slice(-1);
    expect(day).toMatchObject({
      day: '2026-03-11',
      asked: 8,
      answered: { confirmed: 2, assumed: 3, refused: 1, passedOn: 1 },
      offered: 1,
      unanswered: 1,
      escalated: 3,
      entries: [
        { entry: 'hours', confirmed: 2, assumed: 2, refused: 1, passedOn: 1 },
        { entry: 'holidays', confirmed: 0, assumed: 1, refused: 0, passedOn: 0 },
      ],
    });
  });

  it('tell left reports from finished ones, and how long a case took', () => {
    const begun = (intake: string, at?: string) => noted({ what: 'intake-begun', intake }, 'a', at);
    const made = (intake: string, seconds: number) =>
      noted({ what: 'case-created', intake, priority: 'P2', seconds });
    const uses = [
      ...['left', 'gone', 'one', 'two', 'three'].map((intake) => begun(intake)),
      noted({ what: 'intake-left', intake: 'left', at: 'version' }),
      made('one', 60),
      made('two', 200),
      made('three', 500),
      begun('open', '2026-03-20T11:00:00.000Z'),
    ];
    const [today, before] = figuresOf(uses, 'UTC', now);
    expect(today).toMatchObject({
      reports: { begun: 1, cases: 0, abandoned: 0 },
      medianSecondsToCase: null,
    });
    expect(before).toMatchObject({
      reports: { begun: 5, cases: 3, abandoned: 2 },
      medianSecondsToCase: 200,
    });
    expect(figuresOf([made('one', 60), made('two', 200)], 'UTC', now)[0]?.medianSecondsToCase).toBe(130);
  });

  it.each([
    ['UTC', ['2026-03-11']],
    ['Asia/Tokyo', ['2026-03-12', '2026-03-11']],
    ['America/New_York', ['2026-03-11', '2026-03-10']],
  ])('begin the day by the clock of %s', (timeZone, days) => {
    const uses = ['2026-03-11T03:30:00.000Z', '2026-03-11T20:00:00.000Z'].map((at, n) =>
      noted(answered(String(n)), 'a', at),
    );
    expect(figuresOf(uses, timeZone, now).map(({ day }) => day)).toEqual(days);
  });

  it('are none when nothing happened', () => expect(figuresOf([], 'UTC', now)).toEqual([]));
});

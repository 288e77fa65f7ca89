import { impliedAnswers, suggestPriority } from '../../../knowledge/search/priority.js';
import type { Ranking } from '../../../knowledge/search/ranking.js';
import type { Criterion, Priority } from '../../../policy/priority.js';

const criterion = (id: string, priority: Priority, when: Criterion['when']): Criterion => ({
  id,
  priority,
  when,
  reason: '',
  section: 's',
});
const criteria = [
  criterion('P1a', 'P1', { matter: 'problem', down: 'yes' }),
  criterion('P3a', 'P3', { matter: 'problem', minor: 'degraded' }),
  criterion('P3b', 'P3', { matter: 'problem', minor: 'intermittent' }),
  criterion('P4-enhancement', 'P4', { matter: 'wish' }),
];

const ranking = (chances: Readonly<Record<string, number>>): Ranking => ({
  labels: Object.entries(chances)
    .map(([id, probability]) => ({ label: { kind: 'incident' as const, id }, probability }))
    .sort((a, b) => b.probability - a.probability),
  kinds: { faq: 0, incident: 1, action: 0, smalltalk: 0, unknown: 0 },
});

describe('the suggested priority', () => {
  it('is the likeliest priority, and within it the likeliest criterion', () => {
    const read = ranking({ P1a: 0.4, P3a: 0.25, P3b: 0.35, 'P4-enhancement': 0 });
    expect(suggestPriority(read, criteria)).toEqual({
      value: 'P3',
      criterion: 'P3b',
      confidence: expect.closeTo(0.6),
    });
  });

  it('is absent where the rules know no criterion', () => {
    expect(suggestPriority(ranking({ P9: 1 }), criteria)).toBeNull();
  });
});

describe('implied answers', () => {
  it('are those to the questions of every criterion, beyond doubt', () => {
    expect(impliedAnswers(ranking({ P1a: 0.5, P3a: 0.45, 'P4-enhancement': 0.05 }), criteria)).toEqual({
      matter: 'problem',
    });
    expect(impliedAnswers(ranking({ P1a: 0.5, 'P4-enhancement': 0.5 }), criteria)).toEqual({});
  });
});

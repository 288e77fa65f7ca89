import type { Answers } from '../../policy/intake.js';
import type { Criterion, Priority } from '../../policy/priority.js';
import type { Ranking } from './ranking.js';
import type { SuggestedPriority } from './recognition.js';

/** The priority that the report points to: the likeliest priority, and within it the likeliest criterion. */
export function suggestPriority(ranking: Ranking, criteria: readonly Criterion[]): SuggestedPriority | null {
  const priorities = new Map(criteria.map(({ id, priority }) => [id, priority]));
  const sums = new Map<Priority, { sum: number; criterion: string }>();
  let total = 0;
  for (const { label, probability } of ranking.labels) {
    const priority = label.kind === 'incident' ? priorities.get(label.id) : undefined;
    if (priority === undefined) continue;
    total += probability;
    const known = sums.get(priority);
    sums.set(priority, { sum: (known?.sum ?? 0) + probability, criterion: known?.criterion ?? label.id });
  }
  const [best] = [...sums].sort(([, a], [, b]) => b.sum - a.sum);
  return best ? { value: best[0], criterion: best[1].criterion, confidence: best[1].sum / total } : null;
}

/** Less likely answers are asked for, not assumed. */
const clearly = 0.9;

/** The questions that every criterion asks, as far as the report leaves no doubt which answer is meant. */
export function impliedAnswers(ranking: Ranking, criteria: readonly Criterion[]): Answers {
  const chances = new Map(
    ranking.labels
      .filter(({ label }) => label.kind === 'incident')
      .map(({ label, probability }) => [label.id, probability]),
  );
  const whole = [...chances.values()].reduce((sum, chance) => sum + chance, 0);
  const [first, ...others] = criteria;
  const asked = Object.keys(first?.when ?? {}).filter((id) =>
    others.every(({ when }) => Object.hasOwn(when, id)),
  );
  const sums = new Map<string, { readonly question: string; readonly value: string; chance: number }>();
  for (const { id, when } of criteria) {
    for (const question of asked) {
      const value = when[question];
      if (typeof value !== 'string') continue;
      const known = sums.get(`${question} ${value}`) ?? { question, value, chance: 0 };
      known.chance += (chances.get(id) ?? 0) / whole;
      sums.set(`${question} ${value}`, known);
    }
  }
  const clear = [...sums.values()].filter(({ chance }) => chance >= clearly);
  return Object.fromEntries(clear.map(({ question, value }) => [question, value]));
}

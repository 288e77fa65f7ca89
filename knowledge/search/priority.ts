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

import { type Answers, type Condition, holds } from './intake.js';

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** One condition of the document's priority definitions (section 13, "priority-levels"), such as P1a or P3b. */
export interface Criterion {
  readonly id: string;
  readonly priority: Priority;
  readonly when: Condition;
}

/** A proposed grade and the criterion that decided. */
export interface Classification {
  readonly priority: Priority;
  readonly because: Criterion;
}

/** The first criterion that the answers meet, in the order of the rules; undefined: a person must grade this case. */
export function classify(answers: Answers, criteria: readonly Criterion[]): Classification | undefined {
  const because = criteria.find((criterion) => holds(criterion.when, answers));
  return because && { priority: because.priority, because };
}

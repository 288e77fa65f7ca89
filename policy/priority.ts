import { type Answers, type Condition, holds } from './intake.js';

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** One condition of the document's priority definitions (section priority-levels), such as P1a or P3b. */
export interface Criterion {
  readonly id: string;
  readonly priority: Priority;
  readonly when: Condition;
  /** Why the case gets this grade, in one sentence for the customer. */
  readonly reason: string;
  /** The section of the document that states it, such as `priority-levels#p1`. */
  readonly section: string;
}

/** A proposed grade and the criterion that decided. */
export interface Classification {
  readonly priority: Priority;
  readonly because: Criterion;
}

/**
 * The first criterion that the answers meet, in the order of the rules; undefined: a person must grade this case.
 * Only meaningful once every grading question is answered, so call `progress` unless you know that.
 */
export function classify(answers: Answers, criteria: readonly Criterion[]): Classification | undefined {
  const because = criteria.find((criterion) => holds(criterion.when, answers));
  return because && { priority: because.priority, because };
}

import { z } from 'zod';
import { type Answers, holds, type Question } from '../../policy/intake.js';
import type { Criterion, Priority } from '../../policy/priority.js';
import { conditionSchema, factsOf, type Mistake, mistakesIn, report } from './condition.js';
import { gradingWays } from './ways.js';

const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']);

/** What `priorities.yaml` holds. */
export interface Priorities {
  /** What the document calls each grade. */
  readonly names: Readonly<Record<Priority, string>>;
  /** In the order of deciding. */
  readonly criteria: readonly Criterion[];
}

export const noPriorities: Priorities = { names: { P1: 'P1', P2: 'P2', P3: 'P3', P4: 'P4' }, criteria: [] };

/** Checks the criteria against every way through the questions: each is met by one, and none by two criteria at once. */
export function prioritiesSchema(questions: readonly Question[]): z.ZodType<Priorities> {
  return z
    .strictObject({
      names: z.record(prioritySchema, z.string()),
      criteria: z.array(
        z.strictObject({
          id: z.string(),
          priority: prioritySchema,
          when: conditionSchema,
          reason: z.string().min(1),
          section: z
            .string()
            .regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, 'a section looks like "priority-levels#p1"'),
        }),
      ),
    })
    .superRefine(({ criteria }, context) => {
      const grading = factsOf(questions.filter((question) => question.part === 'grade'));
      const mistakes = criteria.flatMap(({ when }, index) =>
        mistakesIn(when, grading, ['criteria', index, 'when']),
      );
      report(
        mistakes.length > 0 ? mistakes : decisionMistakes(criteria, gradingWays(questions) ?? []),
        context,
      );
    });
}

function* decisionMistakes(criteria: readonly Criterion[], ways: readonly Answers[]): Iterable<Mistake> {
  for (const [index, { id, when }] of criteria.entries()) {
    const path = ['criteria', index];
    const own = ways.filter((answers) => holds(when, answers));
    if (own.length === 0)
      yield { path, message: `no answers to the questions of intake.yaml lead to "${id}"` };
    for (const rival of criteria.slice(0, index)) {
      const shared = own.find((answers) => holds(rival.when, answers));
      if (shared) {
        yield {
          path,
          message: `"${rival.id}" holds as well for ${said(shared)}; make the two exclude each other`,
        };
      }
    }
  }
}

function said(answers: Answers): string {
  return Object.entries(answers)
    .map(([id, value]) => `${id}: ${value}`)
    .join(', ');
}

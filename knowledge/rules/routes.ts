import { z } from 'zod';
import { holds } from '../../policy/intake.js';
import type { RouteRule } from '../../policy/routes.js';
import { conditionSchema, type Facts, type Mistake, mistakesIn, report } from './condition.js';

const facts = {
  opening: ['open', 'closed', 'holiday', 'unknown'],
  priority: ['P1', 'P2', 'P3', 'P4', 'unknown'],
  level: ['around-the-clock', 'business-hours', 'ambiguous', 'unmapped', 'unknown'],
} as const;

const known: Facts = new Map(Object.entries(facts));

const situations = facts.opening.flatMap((opening) =>
  facts.priority.flatMap((priority) => facts.level.map((level) => ({ opening, priority, level }))),
);

const served = z.enum(['any-time', 'at-once', 'in-turn', 'in-business-hours', 'hours-unknown', 'not-now']);

/** What `routes.yaml` holds; checks that every situation has a row and every row a situation. */
export const routesSchema: z.ZodType<readonly RouteRule[]> = z
  .strictObject({
    rules: z.array(
      z.strictObject({
        when: conditionSchema,
        reason: z.string().min(1),
        serves: z.strictObject({ case: served, 'callback-queue': served, 'callback-now': served }),
      }),
    ),
  })
  .superRefine(({ rules }, context) => {
    const mistakes = rules.flatMap(({ when }, index) => mistakesIn(when, known, ['rules', index, 'when']));
    report(mistakes.length > 0 ? mistakes : coverMistakes(rules), context);
  })
  .transform(({ rules }) => rules);

function* coverMistakes(rules: readonly RouteRule[]): Iterable<Mistake> {
  const deciding = situations.map((situation) => rules.findIndex(({ when }) => holds(when, situation)));
  const open = situations.find((_, index) => deciding[index] === -1);
  if (open) {
    const { opening, priority, level } = open;
    yield {
      path: ['rules'],
      message: `no row fits opening ${opening}, priority ${priority}, level ${level}; add one`,
    };
  }
  for (const index of rules.keys()) {
    if (!deciding.includes(index))
      yield { path: ['rules', index], message: 'the rows above leave nothing for this one to decide' };
  }
}

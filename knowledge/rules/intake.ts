import { z } from 'zod';
import type { Condition, Note, Question } from '../../policy/intake.js';
import { conditionSchema, type Facts, factsOf, type Mistake, mistakesIn, report } from './condition.js';
import { gradingWays, isPossible, WAYS } from './ways.js';

const questionSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'an id is lower-case letters, digits and hyphens, such as "third-party"'),
  part: z.enum(['problem', 'grade', 'evidence', 'contact', 'contract']),
  kind: z.enum(['choice', 'text', 'product', 'version', 'name', 'email', 'phone', 'level', 'region']),
  choices: z.array(z.string()).min(1).optional(),
  when: z.array(conditionSchema).min(1).optional(),
  unless: z.array(conditionSchema).min(1).optional(),
  optional: z.boolean().optional(),
  minimum: z.int().min(1).max(1000).optional(),
});

/** What `intake.yaml` holds. */
export interface Intake {
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
}

export const noIntake: Intake = { questions: [], notes: [] };

/** Checks the questions among themselves: ids, order, names in conditions, and that each can be asked. */
export const intakeSchema: z.ZodType<Intake> = z
  .strictObject({
    questions: z.array(questionSchema),
    notes: z.array(z.strictObject({ id: z.string(), when: conditionSchema })).default([]),
  })
  .superRefine((intake, context) => {
    const mistakes = [...shapeMistakes(intake.questions), ...noteMistakes(intake)];
    // Walking the questions makes sense only once they name what exists.
    report(mistakes.length > 0 ? mistakes : reachMistakes(intake.questions), context);
  });

function* shapeMistakes(questions: readonly Question[]): Iterable<Mistake> {
  for (const [index, question] of questions.entries()) {
    const path = ['questions', index];
    const earlier = questions.slice(0, index);
    if (earlier.some(({ id }) => id === question.id)) {
      yield {
        path: [...path, 'id'],
        message: `"${question.id}" is the id of an earlier question; give it another`,
      };
    }
    if (question.kind === 'choice' && !question.choices) {
      yield { path, message: `"${question.id}" is a choice without choices; list them` };
    }
    if (question.part === 'grade' && question.kind !== 'choice') {
      yield {
        path: [...path, 'kind'],
        message: 'a grading question is a choice, so that every answer is known beforehand',
      };
    }
    for (const [at, condition] of (question.when ?? []).entries()) {
      yield* placed(condition, questions, earlier, [...path, 'when', at]);
    }
    for (const [at, condition] of (question.unless ?? []).entries()) {
      yield* mistakesIn(condition, factsOf(questions), [...path, 'unless', at]);
    }
  }
}

function* placed(
  condition: Condition,
  questions: readonly Question[],
  earlier: readonly Question[],
  path: Mistake['path'],
): Iterable<Mistake> {
  yield* mistakesIn(condition, factsOf(questions), path);
  for (const id of Object.keys(condition)) {
    if (questions.some((question) => question.id === id) && !earlier.some((question) => question.id === id)) {
      yield { path: [...path, id], message: `"${id}" is asked no earlier than this question; move it up` };
    }
  }
}

function noteMistakes({ questions, notes }: Intake): readonly Mistake[] {
  const facts: Facts = factsOf(questions);
  return notes.flatMap((note, index) => mistakesIn(note.when, facts, ['notes', index, 'when']));
}

function* reachMistakes(questions: readonly Question[]): Iterable<Mistake> {
  const ways = gradingWays(questions);
  if (ways === undefined) {
    yield {
      path: ['questions'],
      message: `there are over ${WAYS} ways through the grading questions; let earlier answers rule out later questions`,
    };
    return;
  }
  for (const [index, { id, when }] of questions.entries()) {
    for (const [at, condition] of (when ?? []).entries()) {
      if (!ways.some((answers) => isPossible(condition, answers, questions))) {
        yield {
          path: ['questions', index, 'when', at],
          message: `no answers lead here, so "${id}" is never asked for it`,
        };
      }
    }
  }
}

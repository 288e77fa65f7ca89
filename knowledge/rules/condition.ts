import { z } from 'zod';
import type { Condition, Question } from '../../policy/intake.js';

/** A condition as it stands in a YAML file. */
export const conditionSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));

/** The values that a fact can have; undefined: any text. */
export type Facts = ReadonlyMap<string, readonly string[] | undefined>;

/** Facts that the intake works out itself. */
const derived: Facts = new Map([
  ['deployment', ['cloud', 'on-premises']],
  ['priority', ['P1', 'P2', 'P3', 'P4', 'person']],
  ['callback', ['now', 'queue']],
]);

/** What conditions may name: the answers to these questions and the facts that the intake works out. */
export function factsOf(questions: readonly Question[]): Facts {
  return new Map([...derived, ...questions.map((question) => [question.id, question.choices] as const)]);
}

/** Something wrong in a file: where, as a path into its content, and what. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The names and values in a condition that do not exist. */
export function mistakesIn(condition: Condition, facts: Facts, path: Mistake['path']): readonly Mistake[] {
  return Object.entries(condition).flatMap(([id, wanted]) => {
    const here = [...path, id];
    if (!facts.has(id))
      return [
        { path: here, message: `nothing is called "${id}" here; known are ${list([...facts.keys()])}` },
      ];
    const values = facts.get(id);
    return [wanted]
      .flat()
      .filter((value) => values !== undefined && !values.includes(value))
      .map((value) => ({
        path: here,
        message: `"${id}" is never "${value}"; it can be ${list(values ?? [])}`,
      }));
  });
}

/** Reports mistakes to zod, so that each gets the line it stands on. */
export function report(mistakes: Iterable<Mistake>, context: z.RefinementCtx): void {
  for (const { path, message } of mistakes) context.addIssue({ code: 'custom', path: [...path], message });
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

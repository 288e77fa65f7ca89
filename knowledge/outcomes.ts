import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from './replace-file.js';
import type { Recognition } from './search/recognition.js';

const outcome = z.object({
  /** The check's question. */
  text: z.string(),
  decision: z.enum(['answer', 'choose', 'none']),
  /** The entries that a customer gets: the answer's, or those of the choice. */
  entries: z.array(z.string()).readonly(),
  fact: z.string().nullable(),
});

/** What a customer gets who asks the question of a check. */
export type Outcome = Readonly<z.infer<typeof outcome>>;

/** A check by which a customer gets something else than before. */
export interface MovedCheck {
  readonly text: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

const shape = z.object({ outcomes: z.array(outcome).optional() });

/** Of a reading, what the customer sees. */
export function outcomeOf(text: string, { decision, entries, fact }: Recognition): Outcome {
  const ids = entries.map(({ id }) => id);
  const shown = decision === 'answer' ? ids.slice(0, 1) : decision === 'choose' ? ids : [];
  return { text, decision, entries: shown, fact: decision === 'answer' ? fact : null };
}

/** Notes the outcomes in a built knowledge file; they are no part of what its content hash stands for. */
export function writeOutcomes(file: string, outcomes: readonly Outcome[]): void {
  const built: object = JSON.parse(readFileSync(file, 'utf8'));
  replaceFile(file, JSON.stringify({ ...built, outcomes }));
}

/** The outcomes in a knowledge file; undefined when its checks were not asked. */
export function readOutcomes(file: string): readonly Outcome[] | undefined {
  return shape.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.outcomes;
}

/** The questions that both have and that come to something else, in the order of the newer one. */
export function movedChecks(before: readonly Outcome[], after: readonly Outcome[]): readonly MovedCheck[] {
  const earlier = new Map(before.map((one) => [one.text, one]));
  return after.flatMap((one) => {
    const old = earlier.get(one.text);
    return old === undefined || isSame(old, one) ? [] : [{ text: one.text, before: old, after: one }];
  });
}

function isSame(one: Outcome, other: Outcome): boolean {
  return (
    one.decision === other.decision &&
    one.fact === other.fact &&
    one.entries.join('\n') === other.entries.join('\n')
  );
}

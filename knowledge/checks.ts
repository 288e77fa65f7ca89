import { z } from 'zod';
import type { Finding } from './finding.js';
import { type Outcome, outcomeOf } from './outcomes.js';
import type { Recognition } from './search/recognition.js';
import { readYamlFile } from './yaml.js';

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((said) => (typeof said === 'string' ? [said] : said));

const shape = z.array(
  z.strictObject({
    text: z.string().min(1),
    /** Id of the entry that must be given, or `none` when nothing may be answered. */
    expect: z.string().min(1),
    /** Words that the fact must hold. */
    fact: words.optional(),
    /** Not read right yet, and known to be: a warning, no error. */
    open: z.boolean().default(false),
  }),
);

/** A question of the editor's own that must always be read right. */
export interface Check {
  readonly text: string;
  readonly expect: string;
  readonly fact: readonly string[];
  readonly open: boolean;
  readonly line: number;
}

/** What a check came to: right, or what was wrong, in plain words. */
export interface CheckResult {
  readonly check: Check;
  readonly problem: string | undefined;
  readonly outcome: Outcome;
}

/** Reads `checks.yaml`; a missing file has no checks. Throws a BuildError with file and line. */
export function readChecks(file: string): readonly Check[] {
  const { content, lineOf } = readYamlFile(file, shape, []);
  return content.map(({ text, expect, fact = [], open }, at) => ({
    text,
    expect,
    fact,
    open,
    line: lineOf([at]),
  }));
}

/** Asks every question of the recogniser that customers talk to. */
export async function runChecks(
  checks: readonly Check[],
  recognise: (text: string) => Promise<Recognition>,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const recognition = await recognise(check.text);
    results.push({
      check,
      problem: problemOf(check, recognition),
      outcome: outcomeOf(check.text, recognition),
    });
  }
  return results;
}

/** The failed checks as findings of the file: errors, but for those that are known to be open. */
export function findingsOf(results: readonly CheckResult[], file: string): readonly Finding[] {
  return results.flatMap(({ check, problem }) =>
    problem === undefined
      ? []
      : [
          {
            file,
            line: check.line,
            severity: check.open ? 'warning' : 'error',
            message: `"${check.text}": ${problem}`,
          } as const,
        ],
  );
}

function problemOf(
  { expect, fact }: Check,
  { decision, entries, fact: told }: Recognition,
): string | undefined {
  const given = decision === 'answer' ? entries[0]?.id.split('#')[0] : undefined;
  if (expect === 'none')
    return given === undefined ? undefined : `nothing should be answered, but ${given} is`;
  if (given !== expect) {
    const offered =
      decision === 'choose' ? `a choice of ${entries.map(({ id }) => id).join(', ')}` : 'no answer';
    return `${expect} should be given, but the bot gives ${given ?? offered}`;
  }
  const missing = fact.filter((one) => !told?.toLowerCase().includes(one.toLowerCase()));
  return missing.length === 0
    ? undefined
    : `the fact should hold ${missing.map((one) => `"${one}"`).join(', ')}, but it is: ${told ?? 'none'}`;
}

import type { core, ZodType } from 'zod';
import { BuildError } from '../build-error.js';
import type { Finding } from '../finding.js';
import { readText } from '../read-text.js';

/** Reads a file with one JSON value a line; empty lines are left out. Throws a BuildError with every line that is not of the shape. */
export function readJsonLines<T>(file: string, shape: ZodType<T>): readonly T[] {
  const mistakes: Finding[] = [];
  const rows: T[] = [];
  for (const [at, line] of readText(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const { success, data, error } = shape.safeParse(parsed(line));
    if (success) rows.push(data);
    else mistakes.push({ file, line: at + 1, severity: 'error', message: describe(error.issues) });
  }
  if (mistakes.length > 0) throw new BuildError(mistakes);
  return rows;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function describe(issues: readonly core.$ZodIssue[]): string {
  const places = issues.map(({ path, message }) =>
    path.length === 0 ? message : `"${path.join('.')}": ${message}`,
  );
  return `write one JSON object a line: ${places.join('; ')}`;
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Document, LineCounter } from 'yaml';
import type { core, ZodType } from 'zod';
import { BuildError } from './build-error.js';
import type { Finding } from './finding.js';
import { readText } from './read-text.js';

/** Loaded with the first file that is read: what was built before needs no YAML. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml');

/** What stands in a content file, and where. */
export interface YamlFile<T> {
  readonly content: T;
  /** Line of the value at a path of keys, or of the nearest thing around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/**
 * Reads a content file and checks its shape; `fallback` stands in for a file that is missing or holds only comments.
 * Throws a BuildError with every mistake, each with file and line.
 */
export function readYaml<T>(file: string, schema: ZodType<T>, fallback?: T): T {
  return readYamlFile(file, schema, fallback).content;
}

/** As `readYaml`, for content that is checked further and whose lines are wanted then. */
export function readYamlFile<T>(file: string, schema: ZodType<T>, fallback?: T): YamlFile<T> {
  if (fallback !== undefined && !existsSync(file)) return { content: fallback, lineOf: () => 1 };
  const lines = new (yaml().LineCounter)();
  const document = yaml().parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings].map(
    (problem): Finding => ({
      file,
      line: lines.linePos(problem.pos[0]).line,
      severity: 'error',
      message: `this is not valid YAML: ${problem.message}`,
    }),
  );
  if (broken.length > 0) throw new BuildError(broken);
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(path, document, lines);
  const content: unknown = document.toJS();
  if (fallback !== undefined && content === null) return { content: fallback, lineOf };
  const checked = schema.safeParse(content);
  if (checked.success) return { content: checked.data, lineOf };
  throw new BuildError(checked.error.issues.map((issue) => findingOf(issue, file, lineOf)));
}

function findingOf(
  issue: core.$ZodIssue,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number,
): Finding {
  const place = issue.path.length === 0 ? 'the file' : `"${issue.path.map(String).join('.')}"`;
  const message = `${place}: ${issue.message.replace(/^Invalid input: /, '')}`;
  return { file, line: lineOf(issue.path), severity: 'error', message };
}

/** A missing key has no line of its own: the line of the nearest thing around it. */
function lineAt(path: readonly PropertyKey[], document: Document, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (yaml().isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

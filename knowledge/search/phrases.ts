import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BuildError } from '../build-error.js';
import type { Finding } from '../finding.js';
import { readYaml } from '../yaml.js';
import type { Label } from './label.js';
import { intents, type Kind } from './recognition.js';

/** One way in which customers say something; `file` tells whose hand wrote it. */
export interface Phrase {
  readonly text: string;
  readonly label: Label;
  readonly file: string;
}

/** A problem report with the number of separate problems in it and the criterion of the worst. */
export interface Report {
  readonly text: string;
  readonly count: number;
  readonly criterion: string;
}

/** Everything that the folder of phrasings holds. */
export interface Phrases {
  readonly phrases: readonly Phrase[];
  readonly reports: readonly Report[];
}

const text = z.string().trim().min(1).max(2000);
const texts = z.array(text).nullable();
const report = z.strictObject({ text, criterion: z.string() });

const byId = z.record(z.string(), texts);
const byIntent = z.partialRecord(z.enum(intents), texts);
const byScope = z.partialRecord(z.enum(['near', 'far']), texts);
const reports = z.object({
  several: z.array(report.extend({ count: z.int().min(2).max(20) })).nullish(),
  single: z.array(report).nullish(),
});

/** Files of the folder by how their name begins. */
const files: readonly { readonly name: RegExp; readonly kind: Kind; readonly shape: z.ZodType<Lists> }[] = [
  { name: /^questions\b/, kind: 'faq', shape: byId },
  { name: /^actions\b/, kind: 'action', shape: byIntent },
  { name: /^smalltalk\b/, kind: 'smalltalk', shape: byId },
  { name: /^out-of-scope\b/, kind: 'unknown', shape: byScope },
];

type Lists = Readonly<Record<string, readonly string[] | null | undefined>>;

/**
 * Reads the folder of phrasings: `questions*.yaml` (entry id -> phrasings), `problems*.yaml` (criterion id -> reports,
 * and the lists `several` and `single`), `actions*.yaml`, `smalltalk*.yaml`, `out-of-scope*.yaml`. Other files are left
 * alone; a missing folder holds none. Throws a BuildError with every mistake.
 */
export function readPhrases(folder: string): Phrases {
  const phrases: Phrase[] = [];
  const found: Report[] = [];
  const mistakes: Finding[] = [];
  const add = (kind: Kind, file: string, lists: Lists): void => {
    for (const [id, said] of Object.entries(lists)) {
      for (const one of said ?? []) phrases.push({ text: one, label: { kind, id }, file });
    }
  };
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!file.endsWith('.yaml')) continue;
    try {
      const lists = files.find(({ name }) => name.test(file));
      if (lists) add(lists.kind, file, readYaml(join(folder, file), lists.shape, {}));
      if (/^problems\b/.test(file)) {
        const { several, single, ...criteria } = readYaml(join(folder, file), reports.catchall(texts), {});
        add('incident', file, criteria);
        found.push(...(several ?? []), ...(single ?? []).map((one) => ({ ...one, count: 1 })));
      }
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      mistakes.push(...error.findings);
    }
  }
  if (mistakes.length > 0) throw new BuildError(mistakes);
  return { phrases, reports: found };
}

import { z } from 'zod';
import { readYaml } from '../yaml.js';
import type { FactsFile } from './facts.js';

const keyWords = z.array(z.coerce.string().min(1)).min(1);
const shape = z.record(
  z.string(),
  z.array(
    z.strictObject({
      id: z.string().min(1),
      find: keyWords,
      also: z.array(keyWords).default([]),
      asked: z.array(z.coerce.string().min(1).max(2000)).default([]),
    }),
  ),
);

/** Reads `facts.yaml`; a missing file holds none. Throws a BuildError. */
export function readFacts(file: string): FactsFile {
  return readYaml(file, shape, {});
}

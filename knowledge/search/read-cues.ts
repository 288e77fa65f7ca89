import { z } from 'zod';
import { readYaml } from '../yaml.js';
import type { Cue } from './cues.js';
import { patternShape } from './pattern-shape.js';

const shape = z.record(
  z.string(),
  z.strictObject({
    says: z.array(patternShape).min(1),
    unless: z.array(patternShape).default([]),
    answers: z.record(z.string(), z.string()).default({}),
    outside: z.boolean().default(false),
  }),
);

/** Reads `cues.yaml`; a missing file holds none. Throws a BuildError. */
export function readCues(file: string): readonly Cue[] {
  return Object.entries(readYaml(file, shape, {})).map(([id, cue]) => ({ id, ...cue }));
}

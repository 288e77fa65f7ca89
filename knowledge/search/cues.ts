import { z } from 'zod';
import type { Answers } from '../../policy/intake.js';
import { readYaml } from '../yaml.js';
import { compilePattern, findPattern, type Pattern, patternShape, spokenIn } from './pattern.js';
import { normalise } from './tokenise.js';

/**
 * A named sign in what customers say, such as a restart that does not help. It is a feature of the trained model, and
 * where it says so clearly it also answers intake questions.
 */
export interface Cue {
  readonly id: string;
  /** Patterns, any of which is the sign. */
  readonly says: readonly string[];
  /** The cue does not count when one of these is said as well. */
  readonly unless: readonly string[];
  readonly answers: Answers;
  /** It speaks of what the document is not about: with it no entry is given outright. */
  readonly outside: boolean;
}

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

/** Finds the cues of a text, in the order of the file. */
export function createCueFinder(cues: readonly Cue[]): (text: string) => readonly Cue[] {
  const compiled = cues.map((cue) => ({
    cue,
    says: cue.says.map(compilePattern),
    unless: cue.unless.map(compilePattern),
  }));
  return (text) => {
    const said = spokenIn(normalise(text));
    const heard = (pattern: Pattern): boolean => findPattern(pattern, said, 1).length > 0;
    return compiled.filter((one) => one.says.some(heard) && !one.unless.some(heard)).map(({ cue }) => cue);
  };
}

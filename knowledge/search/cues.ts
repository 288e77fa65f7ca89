import type { Answers } from '../../policy/intake.js';
import { compilePattern, findPattern, type Pattern, spokenIn } from './pattern.js';
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

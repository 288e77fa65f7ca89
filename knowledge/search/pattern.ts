import { z } from 'zod';

/**
 * A pattern of the content: words in order; `a/b` either word, `restart*` any ending, `..` up to four words between, `^` at
 * its start where a sentence or clause begins.
 */
export const patternShape = z
  .string()
  .max(300)
  .regex(
    /^(?:\^ )?[\p{Ll}\p{N}/* .]+$/u,
    'small letters, "/" between alternatives, "*" for any ending, ".." for a gap, "^" for a beginning',
  );

const between = '[^\\p{L}\\p{N}]+';

/** The start of the text, or a stop, dash or line end before. */
const beginning = '(?<=^\\P{L}{0,3}|[.,;:!?()–—\\n-]\\s{0,3}(?:and\\s{1,3}|oh\\s{1,3})?)';

/** The pattern as an expression that finds it in normalised text, whatever stands between the words. */
export function compilePattern(pattern: string): RegExp {
  const steps = pattern.split(' ').filter((step) => step !== '' && step !== '^');
  const source = steps.map((step) => {
    if (step === '..') return `(?:[\\p{L}\\p{N}]+${between}){0,4}?`;
    const words = step.split('/').map((word) => word.replace(/\*$/, '[\\p{L}\\p{N}]*'));
    return `(?:${words.join('|')})(?![\\p{L}\\p{N}])`;
  });
  const joined = source.reduce(
    (all, step, at) => `${all}${at > 0 && steps[at - 1] !== '..' ? between : ''}${step}`,
    '',
  );
  const start = pattern.startsWith('^') ? beginning : '(?<![\\p{L}\\p{N}])';
  return new RegExp(`${start}${joined}`, 'gu');
}

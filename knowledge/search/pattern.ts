import { z } from 'zod';

/** A pattern of the content: words in order; `a/b` either word, `restart*` any ending, `..` up to four words between. */
export const patternShape = z
  .string()
  .max(300)
  .regex(
    /^[\p{Ll}\p{N}/* .]+$/u,
    'small letters, "/" between alternatives, "*" for any ending, ".." for a gap',
  );

const between = '[^\\p{L}\\p{N}]+';

/** The pattern as an expression that finds it in normalised text, whatever stands between the words. */
export function compilePattern(pattern: string): RegExp {
  const steps = pattern.split(' ').filter((step) => step !== '');
  const source = steps.map((step) => {
    if (step === '..') return `(?:[\\p{L}\\p{N}]+${between}){0,4}?`;
    const words = step.split('/').map((word) => word.replace(/\*$/, '[\\p{L}\\p{N}]*'));
    return `(?:${words.join('|')})(?![\\p{L}\\p{N}])`;
  });
  const joined = source.reduce(
    (all, step, at) => `${all}${at > 0 && steps[at - 1] !== '..' ? between : ''}${step}`,
    '',
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])${joined}`, 'gu');
}

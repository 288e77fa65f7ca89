/**
 * A pattern of the content, made ready to be looked for. As it is written: words in order; `a/b` either word, `restart*` any
 * ending, `..` up to four words between, `^` at its start where a sentence or clause begins.
 */
export interface Pattern {
  /** Whether it counts only where a sentence or clause begins. */
  readonly beginning: boolean;
  readonly steps: readonly Step[];
}

/** One word of a pattern, or a gap. */
type Step = 'gap' | { readonly words: ReadonlySet<string>; readonly starts: readonly string[] };

/** A piece of a text, in characters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A word of a text in small letters, and where it stands. */
interface Word extends Span {
  readonly word: string;
}

/** A text as patterns are looked for in it: whatever stands between its words does not matter. */
export interface Spoken {
  readonly text: string;
  readonly words: readonly Word[];
}

export function spokenIn(text: string): Spoken {
  const words = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => ({
    word: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }));
  return { text, words };
}

export function compilePattern(pattern: string): Pattern {
  const steps = pattern.split(' ').filter((step) => step !== '' && step !== '^');
  return {
    beginning: pattern.startsWith('^'),
    steps: steps.map((step) => {
      if (step === '..') return 'gap';
      const words = step.split('/');
      return {
        words: new Set(words.filter((word) => !word.endsWith('*'))),
        starts: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
      };
    }),
  };
}

/** Where the pattern is said, from left to right, none within another; at most `most` of them. */
export function findPattern(
  { beginning, steps }: Pattern,
  { text, words }: Spoken,
  most = Number.POSITIVE_INFINITY,
): readonly Span[] {
  const found: Span[] = [];
  for (let at = 0; at < words.length && found.length < most; ) {
    const end = beginning && !begins(text, words[at]?.from ?? 0) ? nowhere : endOf(steps, 0, words, at);
    if (end > at) found.push({ from: words[at]?.from ?? 0, to: words[end - 1]?.to ?? 0 });
    at = Math.max(end, at + 1);
  }
  return found;
}

const nowhere = -1;

/** At most so many words fall into a gap. */
const widestGap = 4;

/** The number of the word behind the steps from `step` on, said from the word `at` on; `nowhere` when they are not. */
function endOf(steps: readonly Step[], step: number, words: readonly Word[], at: number): number {
  const wanted = steps[step];
  if (wanted === undefined) return at;
  if (wanted !== 'gap')
    return fits(wanted, words[at]?.word) ? endOf(steps, step + 1, words, at + 1) : nowhere;
  for (let skipped = 0; skipped <= widestGap; skipped += 1) {
    const end = endOf(steps, step + 1, words, at + skipped);
    if (end !== nowhere) return end;
  }
  return nowhere;
}

function fits({ words, starts }: Exclude<Step, 'gap'>, word: string | undefined): boolean {
  return word !== undefined && (words.has(word) || starts.some((start) => word.startsWith(start)));
}

/** Whether a clause begins here: at the start of the text, or behind a stop, dash or line end, perhaps with "and" or "oh". */
function begins(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  if (at <= 3 && !/\p{L}/u.test(before)) return true;
  return /[.,;:!?()–—\n-]\s{0,3}(?:(?:and|oh)\s{1,3})?$/i.test(before);
}

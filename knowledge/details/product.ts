import { distance } from 'fastest-levenshtein';
import type { Product } from '../rules/products.js';
import { type Detail, settle } from './detail.js';

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Name {
  readonly words: readonly string[];
  readonly product: string;
}

/**
 * The product that a message names: the longest name at each place, none that is ruled out ("not Service Manager"). Two
 * products, or a name that is only nearly right, are ambiguous. `asked`: the message answers "which product?", so that names
 * too common for a sentence count as well.
 */
export function readProduct(text: string, products: readonly Product[], asked: boolean): Detail | undefined {
  const words = wordsOf(text);
  const names = products.flatMap((product) => namesOf(product, asked));
  return settle(exact(words, names)) ?? near(words, names);
}

function namesOf(product: Product, asked: boolean): readonly Name[] {
  const common = new Set(product.whenAsked.map((name) => name.toLowerCase()));
  const sure = [product.name, ...product.also].filter((name) => !common.has(name.toLowerCase()));
  return (asked ? [...sure, ...product.whenAsked] : sure).map((name) => ({
    words: wordsOf(name).map((word) => word.text),
    product: product.name,
  }));
}

function exact(words: readonly Word[], names: readonly Name[]): readonly Detail[] {
  const byFirst = new Map<string | undefined, Name[]>();
  for (const name of names) {
    const [first] = name.words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  const found: Detail[] = [];
  for (let at = 0; at < words.length; at++) {
    const fitting = (byFirst.get(words[at]?.text) ?? []).filter((name) =>
      name.words.every((word, offset) => words[at + offset]?.text === word),
    );
    const longest = Math.max(0, ...fitting.map((name) => name.words.length));
    if (longest === 0) continue;
    if (!isRuledOut(words, at)) {
      const chosen = fitting.filter((name) => name.words.length === longest);
      found.push(...chosen.map(({ product }) => ({ value: product, ...span(words, at, longest) })));
    }
    at += longest - 1;
  }
  return found;
}

function isRuledOut(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 4), at).map((word) => word.text);
  while (['the', 'ivanti'].includes(before.at(-1) ?? '')) before.pop();
  return / (not|isn t|wasn t|instead of|rather than)$/.test(` ${before.join(' ')}`);
}

/** How many words of a message are compared with names letter by letter. */
const NEAR_WORDS = 100;

/**
 * A name with one letter wrong, two in a long one, but not the first: "extraction" is no slip for "Xtraction". Short names
 * are left out: too many words look like them.
 */
function near(words: readonly Word[], names: readonly Name[]): Detail | undefined {
  const found = new Set<string>();
  let place: Pick<Detail, 'start' | 'end'> | undefined;
  for (const { words: wanted, product } of names) {
    const name = wanted.join(' ');
    if (name.length < 7) continue;
    const allowed = name.length < 9 ? 1 : 2;
    for (let at = 0; at <= Math.min(words.length, NEAR_WORDS) - wanted.length; at++) {
      const said = words
        .slice(at, at + wanted.length)
        .map((word) => word.text)
        .join(' ');
      const isClose = said[0] === name[0] && Math.abs(said.length - name.length) <= allowed;
      if (!isClose || distance(said, name) > allowed || isRuledOut(words, at)) continue;
      found.add(product);
      place ??= span(words, at, wanted.length);
    }
  }
  const [first] = found;
  return first !== undefined && place ? { value: first, ...place, ambiguous: [...found] } : undefined;
}

function span(words: readonly Word[], at: number, length: number): Pick<Detail, 'start' | 'end'> {
  return { start: words[at]?.start ?? 0, end: words[at + length - 1]?.end ?? 0 };
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

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

/** The names of products, made ready once for each list of them: every turn reads some messages many times. */
interface Names {
  readonly byFirst: ReadonlyMap<string | undefined, readonly Name[]>;
  /** Those long enough to be known when they are misspelt, with their letters. */
  readonly long: readonly (Name & { readonly letters: string })[];
}

/**
 * The product that a message names: the longest name at each place, none that is ruled out ("not Service Manager"). Two
 * products, or a name that is only nearly right, are ambiguous. `asked`: the message answers "which product?", so that names
 * too common for a sentence count as well.
 */
export function readProduct(text: string, products: readonly Product[], asked: boolean): Detail | undefined {
  const words = wordsOf(text);
  const names = namesFor(products, asked);
  return settle(exact(words, names)) ?? near(words, names);
}

const ready = {
  asked: new WeakMap<readonly Product[], Names>(),
  unasked: new WeakMap<readonly Product[], Names>(),
};

function namesFor(products: readonly Product[], asked: boolean): Names {
  const known = asked ? ready.asked : ready.unasked;
  const made = known.get(products) ?? namesIn(products, asked);
  known.set(products, made);
  return made;
}

function namesIn(products: readonly Product[], asked: boolean): Names {
  const names = products.flatMap((product) => namesOf(product, asked));
  const byFirst = new Map<string | undefined, Name[]>();
  for (const name of names) {
    const others = byFirst.get(name.words[0]);
    if (others) others.push(name);
    else byFirst.set(name.words[0], [name]);
  }
  const spelt = names.map((name) => ({ ...name, letters: name.words.join(' ') }));
  return { byFirst, long: spelt.filter(({ letters }) => letters.length >= shortestMisspelt) };
}

function namesOf(product: Product, asked: boolean): readonly Name[] {
  const common = new Set(product.whenAsked.map((name) => name.toLowerCase()));
  const sure = [product.name, ...product.also].filter((name) => !common.has(name.toLowerCase()));
  return (asked ? [...sure, ...product.whenAsked] : sure).map((name) => ({
    words: wordsOf(name).map((word) => word.text),
    product: product.name,
  }));
}

function exact(words: readonly Word[], { byFirst }: Names): readonly Detail[] {
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

/** Too many words look like a shorter name. */
const shortestMisspelt = 7;

/** A name with one letter wrong, two in a long one, but not the first: "extraction" is no slip for "Xtraction". */
function near(words: readonly Word[], { long }: Names): Detail | undefined {
  const found = new Set<string>();
  let place: Pick<Detail, 'start' | 'end'> | undefined;
  const read = words.slice(0, NEAR_WORDS).map((word) => word.text);
  const runs = new Map<number, readonly string[]>();
  for (const { words: wanted, letters: name, product } of long) {
    const allowed = name.length < 9 ? 1 : 2;
    const said = runs.get(wanted.length) ?? runsOf(read, wanted.length);
    runs.set(wanted.length, said);
    said.forEach((run, at) => {
      const isClose = run[0] === name[0] && Math.abs(run.length - name.length) <= allowed;
      if (!isClose || distance(run, name) > allowed || isRuledOut(words, at)) return;
      found.add(product);
      place ??= span(words, at, wanted.length);
    });
  }
  const [first] = found;
  return first !== undefined && place ? { value: first, ...place, ambiguous: [...found] } : undefined;
}

/** All that so many words in a row say. */
function runsOf(words: readonly string[], length: number): readonly string[] {
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '));
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

import { item } from './clauses.js';
import { type Features, numberOf } from './features.js';
import type { Outline, Separator, ToldClause } from './outline.js';
import { words } from './tokenise.js';

/** Signs told apart; a power of two. */
export const signCount = 2 ** 18;

/** What each joint between two clauses looks like, one for each clause but the first; `common`: words said about anything. */
export function jointsOf({ clauses, separators }: Outline, common: ReadonlySet<string>): readonly Features[] {
  const views = clauses.map((clause) => viewOf(clause, separators, common));
  return clauses.slice(1).map((_, at) => featuresOf(signsAt(views, at + 1)));
}

/** What is looked at in a clause. */
interface View {
  readonly joint: string;
  readonly words: readonly string[];
  /** The beginnings of words that are not said about just anything. */
  readonly topics: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Kinds of separating words in it, and at its beginning. */
  readonly separators: ReadonlySet<string>;
}

/** Words that begin alike are mostly the same one. */
const stemLength = 6;

/** Within so many characters a separator stands at the beginning of its clause. */
const beginning = 12;

function viewOf(clause: ToldClause, separators: readonly Separator[], common: ReadonlySet<string>): View {
  const list = words(clause.text);
  const here = separators.filter(({ from }) => from >= clause.from && from < clause.to);
  return {
    joint: clause.joint,
    words: list,
    topics: new Set(
      list.filter((word) => word.length > 2 && !common.has(word)).map((word) => word.slice(0, stemLength)),
    ),
    names: new Set(
      (clause.text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]{2,}/gu) ?? []).map((name) =>
        name.toLowerCase(),
      ),
    ),
    separators: new Set(
      here.flatMap(({ kind, from }) => (from - clause.from < beginning ? [kind, `${kind} first`] : [kind])),
    ),
  };
}

type Sign = readonly [name: string, says: number];

/** What the joint before the clause `at` looks like: the clauses beside it, and what both sides share. */
function signsAt(views: readonly View[], at: number): readonly Sign[] {
  const left = views[at - 1];
  const right = views[at];
  if (left === undefined || right === undefined) return [];
  const [first = '', second = '', third = ''] = right.words;
  const before = union(views.slice(0, at).map(({ topics }) => topics));
  const after = union(views.slice(at).map(({ topics }) => topics));
  const namesBefore = union(views.slice(0, at).map(({ names }) => names));
  const fresh = [...right.topics].filter((topic) => !before.has(topic)).length;
  const names = [...right.names];
  const next = views[at + 1];
  return [
    [`joint ${right.joint}`, 1],
    [`joints ${left.joint === item} ${right.joint === item}`, 1],
    [`next ${next?.joint}`, 1],
    [`next begins ${next?.words[0]}`, 0.7],
    [`begins ${first}`, 1],
    [`early ${second}`, 0.5],
    [`early ${third}`, 0.5],
    [`begins ${first} ${second}`, 0.7],
    [`joint ${right.joint} ${first}`, 0.5],
    [`left begins ${left.words[0]}`, 0.5],
    ['alike', first === left.words[0] ? 1 : 0],
    ...eachWord('right', right.words, 1.5),
    ...eachWord('left', left.words, 0.7),
    [`shares ${level(shared(right.topics, left.topics), [1, 2])}`, 1],
    [`goes back ${level(right.topics.size - fresh, [1, 2])}`, 1],
    [`sides share ${level(shared(after, before), [1, 2, 3])}`, 1],
    ['fresh', right.topics.size === 0 ? 0 : fresh / right.topics.size],
    [`fresh ${level(fresh, [1, 2, 3, 5])}`, 1],
    ['new name', names.some((name) => !namesBefore.has(name)) ? 1 : 0],
    ['old name', names.some((name) => namesBefore.has(name)) ? 1 : 0],
    [`right words ${level(right.words.length, [3, 5, 8, 12, 20])}`, 1],
    [`left words ${level(left.words.length, [3, 5, 8, 12, 20])}`, 1],
    [`clauses ${level(views.length, [3, 4, 6, 9])}`, 1],
    [`place ${at === 1 ? 'first' : at === views.length - 1 ? 'last' : 'middle'}`, 1],
    ...Array.from(right.separators, (name): Sign => [`says ${name}`, 1]),
    ...Array.from(left.separators, (name): Sign => [`left says ${name}`, 1]),
  ];
}

/** Each different word of a clause; all of them together say so much, whatever their number. */
function eachWord(side: string, list: readonly string[], says: number): readonly Sign[] {
  const distinct = new Set(list);
  return Array.from(distinct, (word) => [`${side} ${word}`, says / Math.sqrt(distinct.size)]);
}

function featuresOf(signs: readonly Sign[]): Features {
  return {
    indices: Uint32Array.from(signs, ([name]) => numberOf(name, signCount)),
    values: Float32Array.from(signs, ([, says]) => says),
  };
}

/** How many of the steps a number reaches. */
function level(count: number, steps: readonly number[]): number {
  return steps.filter((step) => count >= step).length;
}

function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...some].filter((one) => others.has(one)).length;
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

import { words } from './tokenise.js';

/** What two texts share must weigh this much of both; 1 is all. */
const alike = 0.5;

/**
 * Puts similar texts together by the words that they share, the first ones of a group in front; gives their places. Rare words
 * count more, by how often they stand in `background` and in the texts themselves. The same texts give the same groups.
 */
export function groupSimilar(
  texts: readonly string[],
  background: readonly string[] = [],
): readonly (readonly number[])[] {
  const bags = texts.map(bagOf);
  const rarity = rarityIn([...background.map(bagOf), ...bags]);
  const groups: { readonly weight: number; readonly members: number[] }[] = [];
  const having = new Map<string, number[]>();

  for (const [place, bag] of bags.entries()) {
    const weight = sum(bag, rarity);
    const shared = new Map<number, number>();
    for (const word of bag) {
      for (const group of having.get(word) ?? []) {
        shared.set(group, (shared.get(group) ?? 0) + rarity(word));
      }
    }
    let best = { group: -1, likeness: alike };
    for (const [group, both] of shared) {
      const likeness = (2 * both) / (weight + (groups[group]?.weight ?? 0));
      if (likeness > best.likeness) best = { group, likeness };
    }
    const known = groups[best.group];
    if (known) {
      known.members.push(place);
      continue;
    }
    for (const word of bag) having.set(word, [...(having.get(word) ?? []), groups.length]);
    groups.push({ weight, members: [place] });
  }
  return groups.map(({ members }) => members);
}

const bagOf = (text: string): ReadonlySet<string> => new Set(words(text));

const sum = (bag: ReadonlySet<string>, rarity: (word: string) => number): number =>
  [...bag].reduce((total, word) => total + rarity(word), 0);

function rarityIn(bags: readonly ReadonlySet<string>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of bag) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + bags.length / (counts.get(word) ?? 1));
}

import Fuse from 'fuse.js';
import type { Entry } from '../entry.js';

/** An entry offered while the customer is still typing. */
export interface Offer {
  readonly id: string;
  readonly title: string;
}

/** More than this is no name and no beginning of a question. */
const longestTyped = 80;

const mostOffers = 5;

/** Offers entries for what has been typed so far, best first; typing errors are forgiven. */
export function createTypeahead(entries: readonly Entry[]): (typed: string) => readonly Offer[] {
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'title', weight: 2 },
      { name: 'question', weight: 2 },
      { name: 'alsoAsked', weight: 1 },
    ],
    ignoreLocation: true,
    ignoreDiacritics: true,
    minMatchCharLength: 2,
    threshold: 0.35,
  });
  return (typed) => {
    const wanted = typed.trim().slice(0, longestTyped);
    if (wanted.length < 2) return [];
    return fuse.search(wanted, { limit: mostOffers }).map(({ item: { id, title } }) => ({ id, title }));
  };
}

/**
 * Finds the name that a misspelt one is meant to be; undefined when none is near, or two are as near as each other: a
 * guess between two products is worse than a question.
 */
export function createNameFinder(names: readonly string[]): (written: string) => string | undefined {
  const fuse = new Fuse(names, { includeScore: true, ignoreDiacritics: true, threshold: 0.3, distance: 20 });
  return (written) => {
    const [first, second] = fuse.search(written.trim().slice(0, longestTyped), { limit: 2 });
    if (first === undefined) return undefined;
    const clear = second === undefined || (second.score ?? 1) - (first.score ?? 1) > leastLead;
    return clear ? first.item : undefined;
  };
}

/** How much nearer the first name must be than the second. */
const leastLead = 0.05;

import { boldDepth, type Heading } from './headings.js';

/**
 * What a heading is: the document's title, the head of the contents list, a group of entries, an entry, or a sub-section
 * of the entry above it.
 */
export type Role = 'title' | 'contents' | 'topic' | 'entry' | 'section';

/**
 * The role of each heading. A contents list decides what is an entry when the document has one; questions are entries
 * always; of the rest, the depth on which questions stand tells entries from groups and sub-sections.
 */
export function rolesOf(headings: readonly Heading[]): readonly Role[] {
  const title = titleIndex(headings);
  const rest = headings.filter((heading, at) => at !== title && !heading.opensContents);
  const byContents = listsEntries(rest);
  const entryDepths = byContents ? new Set<number>() : depthsOfEntries(rest);
  const isEntry = ({ asks, listed, depth }: Heading): boolean =>
    asks || (byContents && listed) || entryDepths.has(depth);

  let current: Heading | undefined;
  return headings.map((heading, at): Role => {
    if (at === title) return 'title';
    if (heading.opensContents) return 'contents';
    const role = roleOf(heading, at);
    if (role !== 'section') current = role === 'entry' ? heading : undefined;
    return role;
  });

  function roleOf(heading: Heading, at: number): Role {
    if (isEntry(heading)) {
      return !heading.ownText && holdsEntry(headings, at, isEntry, true) ? 'topic' : 'entry';
    }
    const below = current !== undefined && isBelow(heading, current, byContents);
    if (below && current !== undefined && isEntry(current)) return 'section';
    if (holdsEntry(headings, at, isEntry)) return 'topic';
    if (below) return 'section';
    return heading.ownText ? 'entry' : 'topic';
  }
}

/** Whether there is a contents list, and not one of groups only. */
function listsEntries(headings: readonly Heading[]): boolean {
  const listed = headings.flatMap((heading, at) => (heading.listed ? [at] : []));
  const groups = listed.filter((at) =>
    holdsEntry(headings, at, ({ asks, listed: named }) => asks && !named, true),
  );
  return listed.length > 0 && groups.length <= listed.length / 2;
}

/** The first heading, when it stands above all others, or beside them with neither text nor headings below it. */
function titleIndex(headings: readonly Heading[]): number {
  const [first, ...all] = headings;
  if (first === undefined || first.asks || first.listed || isContentsHead(first)) return -1;
  const rest = all.filter(({ opensContents }) => !opensContents);
  const highest = rest.reduce((least, { depth }) => Math.min(least, depth), Number.POSITIVE_INFINITY);
  if (first.depth >= boldDepth || first.depth > highest) return -1;
  const leads = (rest[0]?.depth ?? 0) > first.depth;
  return first.depth < highest || !(first.ownText || leads) ? 0 : -1;
}

/** The contents list may stand right below the title; then its words tell. */
function isContentsHead({ opensContents, title }: Heading): boolean {
  return (
    opensContents && /^(?:table of )?(?:contents|questions|topics)$|^(?:toc|index|overview)$/i.test(title)
  );
}

/** Whether an entry stands below this heading; `opens`: and before any other heading with text. */
function holdsEntry(
  headings: readonly Heading[],
  at: number,
  isEntry: (one: Heading) => boolean,
  opens = false,
): boolean {
  const depth = headings[at]?.depth ?? 0;
  for (let next = at + 1; next < headings.length; next++) {
    const heading = headings[next];
    if (heading === undefined || heading.depth <= depth) return false;
    if (isEntry(heading)) return true;
    if (opens && heading.ownText) return false;
  }
  return false;
}

/** Bold lines differ in nothing but their words: only the contents list tells an entry from a sub-section among them. */
function isBelow(heading: Heading, entry: Heading, byContents: boolean): boolean {
  if (heading.depth === boldDepth) return entry.depth < boldDepth || byContents;
  return heading.depth > entry.depth;
}

/** The depths on which at least half of the headings ask; when none asks, the depth with most headings that have text. */
function depthsOfEntries(headings: readonly Heading[]): ReadonlySet<number> {
  const hashed = headings.filter(({ depth }) => depth < boldDepth);
  const depths = [...new Set(hashed.map(({ depth }) => depth))].map((depth) => {
    const all = hashed.filter((heading) => heading.depth === depth);
    const asks = all.filter((heading) => heading.asks).length;
    return { depth, asks, all: all.length, withText: all.filter((heading) => heading.ownText).length };
  });
  if (headings.some(({ asks }) => asks)) {
    const asking = depths.filter(({ asks, all }) => asks >= 2 && asks >= all / 2);
    return new Set(asking.map(({ depth }) => depth));
  }
  const [most] = depths.toSorted((one, other) => other.withText - one.withText || one.depth - other.depth);
  return new Set(most ? [most.depth] : []);
}

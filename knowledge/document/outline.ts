import type { RootContent } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import type { Heading } from './headings.js';
import { rolesOf } from './roles.js';

/** Characters of text below a group's heading that make it an entry as well. */
const MUCH = 160;

/** The document by entries; every node stands in exactly one place. */
export interface Outline {
  readonly title: Heading | undefined;
  /** What belongs to no entry: before the first one, or below the heading of a group. */
  readonly preamble: readonly RootContent[];
  readonly entries: readonly OutlineEntry[];
}

export interface OutlineEntry {
  readonly heading: Heading;
  readonly topic: string;
  readonly sections: readonly Heading[];
}

/** Puts each heading, with what stands below it, where its role says. */
export function outlineOf(before: readonly RootContent[], headings: readonly Heading[]): Outline {
  const roles = rolesOf(headings);
  const preamble = [...before];
  const entries: { heading: Heading; topic: string; sections: Heading[] }[] = [];
  let title: Heading | undefined;
  let topics: readonly Heading[] = [];
  for (const [at, heading] of headings.entries()) {
    const role = roles[at];
    if (role === 'section') entries.at(-1)?.sections.push(heading);
    else if (role === 'entry') {
      topics = topics.filter(({ depth }) => depth < heading.depth);
      entries.push({ heading, topic: topics.at(-1)?.title ?? '', sections: [] });
    } else {
      if (role === 'title') title = heading;
      else if (role === 'topic') topics = [...topics.filter(({ depth }) => depth < heading.depth), heading];
      if (role === 'topic' && saysMuch(heading))
        entries.push({ heading, topic: heading.title, sections: [] });
      else preamble.push(...heading.body);
    }
  }
  return { title, preamble, entries };
}

/** Whether the text below a group's heading is more than an introduction, which nobody would ask for. */
function saysMuch({ body }: Heading): boolean {
  return body.reduce((length, node) => length + wordsOf(node).length, 0) >= MUCH;
}

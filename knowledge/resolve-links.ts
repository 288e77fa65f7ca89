import { type Block, mapTexts } from './block.js';
import type { Link } from './entry.js';
import { mapLinks, plainText } from './markdown-text.js';

/** Blocks whose links all lead somewhere, with the links one by one. */
export interface Resolved {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

/** Finds entries by what a link inside the document says. */
export interface LinkTargets {
  /** Entry id for the target of a link to a heading (`#business-hours`, without the sign). */
  readonly byFragment: (fragment: string) => string | undefined;
  /** Entry id for the words of a link that leads nowhere. */
  readonly byWords: (words: string) => string | undefined;
}

/**
 * Takes in the links of an entry: addresses stay; a link inside the document becomes a link to its entry, whose words stay
 * in the text; of a dead, relative or unsafe link only the words stay, and `warn` hears of it.
 */
export function resolveLinks(
  blocks: readonly Block[],
  targets: LinkTargets,
  warn: (line: number, message: string) => void,
): Resolved {
  const links: Link[] = [];
  const resolved = blocks.map((block) =>
    mapTexts(block, (text, line) =>
      mapLinks(text, (words, url) => {
        if (/^(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(url)) {
          links.push({ words, url, line });
          return `[${words}](${url})`;
        }
        const entry = entryBehind(words, url, line);
        if (entry !== undefined) links.push({ words, url: `#${entry}`, line });
        return words;
      }),
    ),
  );
  return { blocks: resolved, links: distinct(links) };

  function entryBehind(words: string, url: string, line: number): string | undefined {
    const named = `the link "${plainText(words)}"`;
    if (url.length > 1 && url.startsWith('#')) {
      const entry = targets.byFragment(url.slice(1));
      if (entry === undefined)
        warn(line, `${named} leads to "${url}", which no heading is called; only its words are kept`);
      return entry;
    }
    if (url !== '' && url !== '#') {
      warn(
        line,
        `${named} leads to "${url.slice(0, 80)}", which cannot be opened from a chat; give an https address`,
      );
      return undefined;
    }
    const entry = targets.byWords(plainText(words));
    const instead =
      entry === undefined ? 'only its words are kept' : `read as a link to the entry "${entry}"`;
    warn(line, `${named} is dead: it leads to "${url}"; ${instead}`);
    return entry;
  }
}

function distinct(links: readonly Link[]): readonly Link[] {
  return links.filter((link, at) => links.findIndex(({ url }) => url === link.url) === at);
}

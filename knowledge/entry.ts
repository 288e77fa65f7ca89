import type { Block } from './block.js';
import { hasAllWords } from './key-words.js';

/** One question of the document with its answer and what the editor added in entries.yaml. */
export interface Entry {
  /** Stable: the editor's id, or a slug of the question. */
  readonly id: string;
  /** The heading, in the document's words. */
  readonly question: string;
  /** Short enough for a button. */
  readonly title: string;
  /** The heading of the document's group that the entry stands in, or the editor's word for it; may be ''. */
  readonly topic: string;
  /** What is said, pointers to nothing left out; the sub-sections follow it. */
  readonly answer: readonly Block[];
  readonly sections: readonly EntrySection[];
  readonly links: readonly Link[];
  /** Other ways to ask for it. */
  readonly alsoAsked: readonly string[];
  /** Buttons below the answer: an action, `entry:<id>`, or `link:<name of links.yaml>`. */
  readonly offers: readonly string[];
  /** Said before the answer, when the document does not quite answer its own question. */
  readonly lead?: string;
  /** Limits that must be said together with a fact of this entry. */
  readonly travels: readonly Travel[];
  /** Line of the heading in the document. */
  readonly line: number;
}

/** Addressed as `entry-id#section-id`. */
export interface EntrySection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly line: number;
}

export interface Link {
  readonly words: string;
  /** http, https, mailto or tel; `#entry-id` leads to another entry. */
  readonly url: string;
  readonly line: number;
}

/** `say` goes with every fact that has all words of `with`, unless it has all words of `unless`. */
export interface Travel {
  readonly with: readonly string[];
  readonly unless?: readonly string[];
  readonly say: string;
}

/** The limits that must be said together with this text of the entry. */
export function limitsOf(entry: Entry, text: string): readonly string[] {
  return entry.travels.filter((travel) => isDue(travel, text)).map(({ say }) => say);
}

function isDue({ with: words, unless, say }: Travel, text: string): boolean {
  const said = text.includes(say) || (unless !== undefined && hasAllWords(text, unless));
  return hasAllWords(text, words) && !said;
}

import type { RootContent } from 'mdast';
import { normalise } from '../key-words.js';
import { plainText } from '../markdown-text.js';
import { lineOf, type Reading } from './blocks.js';
import type { ContentsLine } from './contents.js';
import { inlineText } from './inline.js';
import { asksIt } from './line.js';

/** A heading of any notation, with what its role is decided by. */
export interface Heading {
  /** Plain words, without "Q:" or a number. */
  readonly title: string;
  readonly node: RootContent;
  readonly line: number;
  /** 1 to 6 by number signs; 7 for a bold line; 8 for a question by notation. */
  readonly depth: number;
  /** Its words or its notation ask. */
  readonly asks: boolean;
  /** The contents list names it. */
  readonly listed: boolean;
  /** The contents list stands below it. */
  readonly opensContents: boolean;
  /** Text follows before the next heading. */
  readonly ownText: boolean;
  /** What stands below it, up to the next heading. */
  readonly body: readonly RootContent[];
}

export const boldDepth = 7;
const questionDepth = 8;

/** The headings in order, and what stands before the first one. */
export function headingsOf(
  nodes: readonly RootContent[],
  contents: readonly ContentsLine[],
  reading: Reading,
): { readonly before: readonly RootContent[]; readonly headings: readonly Heading[] } {
  const listed = new Set(contents.map(({ title }) => normalise(title)));
  const starts = nodes.flatMap((node, at) => (isHeadingNode(node) ? [{ node, at }] : []));
  const headings = starts.map(({ node, at }, index): Heading => {
    const body = nodes.slice(at + 1, starts[index + 1]?.at);
    const words = plainText(inlineText(node, reading.definitions)).replace(/:$/, '');
    const title = bare(words);
    const marked = reading.lines[(node.position?.start.line ?? 1) - 1]?.question === true;
    const ownDepth = node.type === 'heading' ? node.depth : boldDepth;
    const line = lineOf(node, reading);
    const next = body.find(hasText);
    const nextLine = next ? lineOf(next, reading) : lineAfter(starts[index + 1]?.node, reading);
    return {
      title,
      node,
      line,
      depth: marked ? questionDepth : ownDepth,
      asks: marked || asksIt(title),
      listed: listed.has(normalise(words)) || listed.has(normalise(title)),
      opensContents: contents.some((one) => one.line > line && one.line < nextLine),
      ownText: next !== undefined,
      body,
    };
  });
  return { before: nodes.slice(0, starts[0]?.at), headings };
}

function hasText({ type }: RootContent): boolean {
  return !['thematicBreak', 'definition', 'html'].includes(type);
}

function lineAfter(node: RootContent | undefined, reading: Reading): number {
  return node ? lineOf(node, reading) : Number.POSITIVE_INFINITY;
}

/** A heading by number signs or underlining, or a paragraph that is bold as a whole. */
function isHeadingNode(node: RootContent): boolean {
  if (node.type === 'heading') return true;
  if (node.type !== 'paragraph') return false;
  const parts = node.children.filter(
    (part) => part.type !== 'text' || part.value.trim().replace(/^:$/, '') !== '',
  );
  return parts.length === 1 && parts[0]?.type === 'strong';
}

/** The words without a number, a question mark's letter, pointing signs before them, and an anchor after them. */
function bare(words: string): string {
  return words
    .replace(/\s*\{#[\w-]{1,80}\}$/, '')
    .replace(/^[\s>»›•▶►→]+/, '')
    .replace(/^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}|Q\d{0,3}[:.)])\s+(?=\S)/, '');
}

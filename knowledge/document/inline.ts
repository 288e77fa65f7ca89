import type { Definition, Nodes, Root } from 'mdast';
import { escapeAddress, escapeMarkdown } from '../markdown-text.js';

/** Addresses of `[words][name]` links, by name. */
export type Definitions = ReadonlyMap<string, string>;

export function definitionsOf(root: Root): Definitions {
  const definitions = root.children.filter((node): node is Definition => node.type === 'definition');
  return new Map(definitions.map(({ identifier, url }) => [identifier, url]));
}

/** The text of a node as inline Markdown on one line: emphasis, code and links; HTML goes, a picture gives its description. */
export function inlineText(node: Nodes, definitions: Definitions): string {
  return textOf(node, definitions).replace(/\s+/g, ' ').trim();
}

function textOf(node: Nodes, definitions: Definitions): string {
  switch (node.type) {
    case 'text':
      return escapeMarkdown(node.value);
    case 'inlineCode':
      return node.value.includes('`') ? escapeMarkdown(node.value) : `\`${node.value}\``;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return escapeMarkdown(node.alt ?? '');
    case 'link':
      return linked(childrenOf(node, definitions), node.url);
    case 'linkReference':
      return linked(childrenOf(node, definitions), definitions.get(node.identifier) ?? '#');
    case 'emphasis':
      return wrapped('*', childrenOf(node, definitions));
    case 'strong':
      return wrapped('**', childrenOf(node, definitions));
    default:
      return childrenOf(node, definitions);
  }
}

function childrenOf(node: Nodes, definitions: Definitions): string {
  return 'children' in node ? node.children.map((child) => textOf(child, definitions)).join('') : '';
}

function linked(words: string, url: string): string {
  return words === '' ? '' : `[${words}](${escapeAddress(url)})`;
}

function wrapped(mark: string, words: string): string {
  return words.trim() === '' ? words : `${mark}${words}${mark}`;
}

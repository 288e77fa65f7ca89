import type { Block, List, ListItem, Paragraph } from '../block.js';

/**
 * Puts right a list whose labels became items: an item that ends in a colon is the label of the next one; in such a list, the
 * paragraph before it that ends in a colon is the label of the first item.
 */
export function withRepairedLabels(
  blocks: readonly Block[],
  warn: (line: number, message: string) => void,
): readonly Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    if (block.kind !== 'list' || block.ordered || !hasLabelItems(block)) {
      result.push(block);
      continue;
    }
    warn(
      block.line,
      'items of this list are only labels, ending in a colon; each was joined to the item after it',
    );
    const before = result.at(-1);
    const first = isLabel(before) ? before : undefined;
    if (first) result.pop();
    result.push(repaired(block, first));
  }
  return result;
}

function hasLabelItems({ items }: List): boolean {
  return items.some((item, at) => item.text.endsWith(':') && items[at + 1]?.depth === item.depth);
}

function isLabel(block: Block | undefined): block is Paragraph {
  return block?.kind === 'paragraph' && block.text.endsWith(':');
}

function repaired(list: List, first: Paragraph | undefined): List {
  const items: ListItem[] = [];
  let label: ListItem | undefined = first && { text: first.text, depth: 0, line: first.line };
  for (const item of list.items) {
    if (item.text.endsWith(':')) {
      if (label) items.push(label);
      label = { text: whole(item), depth: item.depth, line: item.line };
    } else {
      items.push(label ? { ...label, label: label.text.slice(0, -1), text: whole(item) } : item);
      label = undefined;
    }
  }
  if (label) items.push(label);
  return { ...list, items, line: first?.line ?? list.line };
}

function whole({ label, text }: ListItem): string {
  return label === undefined ? text : `${label}: ${text}`;
}

import type { ListItem as MdastItem, List as MdastList, Table as MdastTable, RootContent } from 'mdast';
import type { Block, List, ListItem, Table } from '../block.js';
import { plainText } from '../markdown-text.js';
import { type Definitions, inlineText } from './inline.js';
import type { Line } from './line.js';
import { withRepairedLabels } from './list-labels.js';

/** What reading the nodes of a document needs to know of the rest of it. */
export interface Reading {
  readonly lines: readonly Line[];
  readonly definitions: Definitions;
  /** Called for each thing that an editor should look at. */
  readonly warn: (line: number, message: string) => void;
}

/** The line of origin of a node. */
export function lineOf(node: RootContent | MdastItem, { lines }: Reading): number {
  return lines[(node.position?.start.line ?? 1) - 1]?.line ?? 1;
}

/** The nodes of one answer as blocks; a list whose labels stand as items or paragraphs of their own is put right. */
export function blocksOf(nodes: readonly RootContent[], reading: Reading): readonly Block[] {
  return withRepairedLabels(
    nodes.flatMap((node) => blockOf(node, reading)),
    reading.warn,
  );
}

function blockOf(node: RootContent, reading: Reading): readonly Block[] {
  const line = lineOf(node, reading);
  switch (node.type) {
    case 'list':
      return listOf(node, line, reading);
    case 'table':
      return [tableOf(node, line, reading)];
    case 'code':
      return [{ kind: 'paragraph', text: `\`\`\`\n${node.value.replaceAll('```', "'''")}\n\`\`\``, line }];
    case 'blockquote':
    case 'footnoteDefinition':
      return node.children.flatMap((child) => blockOf(child, reading));
    case 'definition':
    case 'thematicBreak':
    case 'html':
      return [];
    default: {
      const text = inlineText(node, reading.definitions);
      if (text === '') return [];
      return [{ kind: 'paragraph', text: node.type === 'heading' ? `**${text}**` : text, line }];
    }
  }
}

/** A list, and after it the tables that stand inside its items. */
function listOf(list: MdastList, line: number, reading: Reading): readonly Block[] {
  const items = list.children.flatMap((item) => itemsOf(item, 0, reading));
  const beside = list.children
    .flatMap(({ children }) => children)
    .filter(({ type }) => type === 'table')
    .flatMap((node) => blockOf(node, reading));
  const block: List = { kind: 'list', ordered: list.ordered ?? false, items, line };
  return [...(items.length > 0 ? [block] : []), ...beside];
}

function itemsOf(item: MdastItem, depth: number, reading: Reading): readonly ListItem[] {
  const text = item.children
    .filter(({ type }) => !['list', 'table', 'html'].includes(type))
    .map((child) =>
      child.type === 'code' ? inlineCode(child.value) : inlineText(child, reading.definitions),
    )
    .join(' ')
    .trim();
  const inner = item.children.flatMap((child) =>
    child.type === 'list' ? child.children.flatMap((nested) => itemsOf(nested, depth + 1, reading)) : [],
  );
  return text === '' ? inner : [{ ...labelled(text), depth, line: lineOf(item, reading) }, ...inner];
}

/** A code block in the text of an item, line by line. */
function inlineCode(code: string): string {
  const lines = code.split('\n').map((line) => line.trim().replaceAll('`', "'"));
  return lines.flatMap((line) => (line === '' ? [] : [`\`${line}\``])).join(' ');
}

/** "**Web case** text", "**Web case:** text" and "Web case: text", when the label is short. */
function labelled(text: string): Pick<ListItem, 'label' | 'text'> {
  const match = /^(?:\*\*([^*]{1,80}?):?\*\*:?\s+|([^.:!?[\]*`]{1,60}):\s+)(\S.*)$/.exec(text);
  const label = match?.[1] ?? match?.[2];
  return label === undefined ? { text } : { label, text: match?.[3] ?? text };
}

function tableOf(node: MdastTable, line: number, reading: Reading): Table {
  const [header = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => inlineText(cell, reading.definitions)),
  );
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const [corner = '', ...columns] = filled(header, width);
  const body = rows.map((row, at) => {
    const [name = '', ...cells] = filled(row, width);
    const origin = node.children[at + 1]?.position?.start.line ?? 1;
    const rowLine = reading.lines[origin - 1]?.line ?? line;
    if (row.length !== header.length) {
      const counts = `${row.length} cells, its header ${header.length}`;
      reading.warn(
        rowLine,
        `the table row "${plainText(name)}" has ${counts}; give each column a cell, if only an empty one`,
      );
    }
    return { name: name.replace(/:$/, ''), cells, line: rowLine };
  });
  return { kind: 'table', corner, columns, rows: body, line };
}

function filled(cells: readonly string[], width: number): readonly string[] {
  return [...cells, ...new Array<string>(width - cells.length).fill('')];
}

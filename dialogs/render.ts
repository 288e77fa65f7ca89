import type { Block, Table } from '../knowledge/block.js';

/** Blocks of an answer as Markdown: paragraphs, lists, and tables with their header row. */
export function render(blocks: readonly Block[]): string {
  return blocks.map(renderBlock).join('\n\n').replace(bareLink, '$1');
}

/** A link whose words are its address: every channel makes a link of the address alone. */
const bareLink = /\[(https?:\/\/[^\]\s]+)\]\(\1\)/g;

function renderBlock(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'table') return renderTable(block);
  return block.items
    .map(({ label, text, depth }, index) => {
      const mark = block.ordered && depth === 0 ? `${index + 1}.` : '-';
      return `${'  '.repeat(depth)}${mark} ${label === undefined ? '' : `**${label}:** `}${text}`;
    })
    .join('\n');
}

function renderTable({ corner, columns, rows }: Table): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  const head = [corner, ...columns];
  return [
    row(head),
    row(head.map(() => '---')),
    ...rows.map(({ name, cells }) => row([name, ...cells])),
  ].join('\n');
}

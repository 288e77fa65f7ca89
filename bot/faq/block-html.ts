import { type Html, html } from './html.js';
import { inlineHtml, markdownHtml } from './markdown-html.js';
import type { BlockJson } from './schema.js';

type List = Extract<BlockJson, { readonly kind: 'list' }>;
type Table = Extract<BlockJson, { readonly kind: 'table' }>;
type ListItem = List['items'][number];

/** Blocks of an answer as HTML. `about` names its tables for those who do not see them. */
export function blocksHtml(blocks: readonly BlockJson[], about: string): Html {
  return html`${blocks.map((block) => blockHtml(block, about))}`;
}

function blockHtml(block: BlockJson, about: string): Html {
  if (block.kind === 'paragraph') return markdownHtml(block.text);
  return block.kind === 'table' ? tableHtml(block, about) : listHtml(block);
}

/** A wide table scrolls by itself, with the keyboard as well. */
function tableHtml({ corner, columns, rows }: Table, about: string): Html {
  const heading = (text: string): Html =>
    text === '' ? html`<td></td>` : html`<th scope="col">${inlineHtml(text)}</th>`;
  const head = [corner, ...columns];
  return html`<div class="table" role="region" aria-label="${about}" tabindex="0"><table>
${head.some((text) => text !== '') && html`<thead><tr>${head.map(heading)}</tr></thead>`}
<tbody>${rows.map(
    ({ name, cells }) =>
      html`<tr><th scope="row">${inlineHtml(name)}</th>${cells.map((cell) => html`<td>${inlineHtml(cell)}</td>`)}</tr>`,
  )}</tbody>
</table></div>`;
}

function listHtml({ ordered, items }: List): Html {
  const inner = itemsHtml(items, 0);
  return ordered ? html`<ol>${inner}</ol>` : html`<ul>${inner}</ul>`;
}

/** Items of one depth, each with the deeper ones that follow it as a list inside it. */
function itemsHtml(items: readonly ListItem[], depth: number): Html {
  const starts = items.flatMap((item, at) => (at === 0 || item.depth <= depth ? [at] : []));
  return html`${starts.map((start, at) => {
    const [item, ...deeper] = items.slice(start, starts[at + 1]);
    return (
      item &&
      html`<li>${itemHtml(item)}${deeper.length > 0 && html`<ul>${itemsHtml(deeper, depth + 1)}</ul>`}</li>`
    );
  })}`;
}

function itemHtml({ label, text }: ListItem): Html {
  return html`${label !== undefined && html`<strong>${inlineHtml(label)}:</strong> `}${inlineHtml(text)}`;
}

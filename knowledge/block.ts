/**
 * A piece of an answer. Texts are inline Markdown (emphasis, code, `[words](url)` with http, https, mailto or tel) and hold
 * no HTML; `line` is the line of origin in the document, counted from 1.
 */
export type Block = Paragraph | List | Table;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly line: number;
}

export interface List {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly ListItem[];
  readonly line: number;
}

export interface ListItem {
  /** What the item is about, without its colon: "Web case". */
  readonly label?: string;
  readonly text: string;
  /** 0 for an item of the list itself, 1 for one of a list inside it, and so on. */
  readonly depth: number;
  readonly line: number;
}

export interface Table {
  readonly kind: 'table';
  /** The heading of the first column, which names the rows. */
  readonly corner: string;
  /** The headings of the other columns; '' where the document gives none. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly line: number;
}

export interface TableRow {
  readonly name: string;
  /** One for each column; '' where the document leaves the cell empty. */
  readonly cells: readonly string[];
  readonly line: number;
}

/** The block with every text of it changed; names and labels too. */
export function mapTexts(block: Block, change: (text: string, line: number) => string): Block {
  if (block.kind === 'paragraph') return { ...block, text: change(block.text, block.line) };
  if (block.kind === 'list') {
    const items = block.items.map((item) => ({
      ...item,
      ...(item.label === undefined ? {} : { label: change(item.label, item.line) }),
      text: change(item.text, item.line),
    }));
    return { ...block, items };
  }
  const rows = block.rows.map(({ name, cells, line }) => ({
    name: change(name, line),
    cells: cells.map((cell) => change(cell, line)),
    line,
  }));
  const columns = block.columns.map((column) => change(column, block.line));
  return { ...block, corner: change(block.corner, block.line), columns, rows };
}

/** Every text of the block with its line, in reading order. */
export function textsOf(block: Block): readonly { readonly text: string; readonly line: number }[] {
  const texts: { text: string; line: number }[] = [];
  mapTexts(block, (text, line) => {
    texts.push({ text, line });
    return text;
  });
  return texts;
}

import type { Block, List, Table } from './block.js';
import type { Entry } from './entry.js';
import { plainText } from './markdown-text.js';
import { clausesOf, sentencesOf } from './sentences.js';

/** The smallest piece of an entry that answers something by itself, in plain words. */
export interface Unit {
  readonly entry: string;
  /** Id of the sub-section, when it stands in one. */
  readonly section?: string;
  readonly kind: 'sentence' | 'item' | 'row' | 'link';
  readonly text: string;
  /** Of a table row: its name, and its cells by column name. */
  readonly row?: string;
  readonly cells?: Readonly<Record<string, string>>;
  /** Of a link: where it leads. */
  readonly url?: string;
  readonly line: number;
}

type Piece = Omit<Unit, 'entry' | 'section'>;

/** All units of an entry in the order of the document, the links last. Table rows are spelt out ("Contacts: Basic 4, Gold 8"). */
export function unitsOf(entry: Entry): readonly Unit[] {
  const said = entry.answer.flatMap(piecesOf).map((piece): Unit => ({ entry: entry.id, ...piece }));
  const inSections = entry.sections.flatMap((section) =>
    section.blocks
      .flatMap(piecesOf)
      .map((piece): Unit => ({ entry: entry.id, section: section.id, ...piece })),
  );
  const links = entry.links.map(({ words, url, line }): Unit => {
    const name = plainText(words);
    const address = url.replace(/^(?:mailto|tel):/, '');
    return {
      entry: entry.id,
      kind: 'link',
      text: `${name === address ? entry.title : name}: ${address}`,
      url,
      line,
    };
  });
  return [...said, ...inSections, ...links.filter(({ url }) => !url?.startsWith('#'))];
}

function piecesOf(block: Block): readonly Piece[] {
  if (block.kind === 'table') return rowsOf(block);
  if (block.kind === 'list') return itemsOf(block);
  return sentencesOf(plainText(block.text)).flatMap((text): readonly Piece[] => [
    { kind: 'sentence', text, line: block.line },
    ...clausesOf(text).map((clause): Piece => ({ kind: 'item', text: clause, line: block.line })),
  ]);
}

function itemsOf({ items }: List): readonly Piece[] {
  return items.map(({ label, text, line }) => ({
    kind: 'item',
    text: plainText(label === undefined ? text : `${label}: ${text}`),
    line,
  }));
}

function rowsOf({ columns, rows }: Table): readonly Piece[] {
  const names = columns.map(plainText);
  return rows.map(({ name, cells, line }) => {
    const row = plainText(name);
    const values = cells.map((cell, at) => [names[at] ?? '', plainText(cell)] as const);
    const spelt = values
      .filter(([, value]) => value !== '')
      .map(([column, value]) => `${column} ${value}`.trim());
    return {
      kind: 'row',
      text: spelt.length === 0 ? row : `${row}: ${spelt.join(', ')}`,
      row,
      cells: Object.fromEntries(values),
      line,
    };
  });
}

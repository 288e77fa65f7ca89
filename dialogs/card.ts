import type { Block } from '../knowledge/block.js';
import type { Button } from './reply.js';

/** How a reply looks where a channel has room for more than text. Says nothing that the reply's text does not. */
export interface Card {
  /** Markdown that stands as the message itself, above the card; the whole reply is in the card when absent. */
  readonly above?: string;
  /** Top to bottom. */
  readonly parts: readonly CardPart[];
  /** Pages that a button opens. */
  readonly links?: readonly CardLink[];
}

/** `text` and `panel` are Markdown; a panel stands out. Texts of lines are Markdown without blocks. */
export type CardPart =
  | { readonly kind: 'title' | 'text' | 'panel'; readonly text: string }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly kind: 'lines'; readonly lines: readonly CardLine[] };

export interface CardLine {
  readonly label: string;
  readonly value: string;
  /** How to change it: a short word, and the button's full title, which is what it says. */
  readonly change?: { readonly label: string; readonly button: Button };
}

export interface CardLink {
  readonly title: string;
  /** http or https. */
  readonly url: string;
}

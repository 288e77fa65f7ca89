import type { Card } from './card.js';

/** What a click sends back: words as if typed, or an action whose words are shown. */
export interface Button {
  readonly title: string;
  readonly action?: Readonly<Record<string, string>>;
}

/** One message to the customer, for any channel: Markdown, complete in itself, and what may be clicked. */
export interface Reply {
  readonly text: string;
  readonly buttons?: readonly Button[];
  /** How it looks where the channel shows cards; a card of text and buttons when absent. */
  readonly card?: Card;
  /** What an answer rests on. */
  readonly source?: Source;
  /** The open question that the buttons answer: where a button stays after the click, a late one is told from a good one. */
  readonly step?: StepMark;
}

/** An extract's origin. */
export interface Source {
  /** Entry id, with `#section`. */
  readonly id: string;
  readonly title: string;
  /** Some of its words, plain text, at most 160 characters. */
  readonly extract: string;
}

/** Which question of which draft. */
export interface StepMark {
  readonly draft: string;
  readonly step: string;
}

/** What a channel can show. What it cannot is said in the text, which is complete in itself. */
export interface Surface {
  /** `cards`: Adaptive Cards, the buttons in them; `buttons`: text with buttons below; `text`: nothing but text. */
  readonly shows: 'cards' | 'buttons' | 'text';
  /** A click on a card stands in the chat as if its words were typed. */
  readonly echoes: boolean;
  /** Numbered references in the text that open the words it rests on. */
  readonly cites: boolean;
  /** Thumbs below an answer, which come back as feedback. */
  readonly rates: boolean;
  /** Address of the chat with the bot alone, where the channel has one. */
  readonly personalChat?: string;
}

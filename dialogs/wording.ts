/** A text that is Markdown already and must not be escaped. */
export interface Markdown {
  readonly markdown: string;
}

export type Values = Readonly<Record<string, string | number | Markdown>>;

/** The bot's sentences: key and values to Markdown. Values are escaped, since most of them come from the customer. */
export interface Wording {
  /** Throws when there is no such key: a mistake of the content, found by `knowledge check`. */
  (key: string, values?: Values): string;
  /** The sentence, or undefined when the content has none. */
  readonly maybe: (key: string, values?: Values) => string | undefined;
}

/** Wording from the content's sentences and links; `{name}` stands for a value, `{link.name}` for an address. */
export function createWording(
  sentences: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
): Wording {
  const maybe = (key: string, values: Values = {}): string | undefined =>
    Object.hasOwn(sentences, key) ? fill(sentences[key] ?? '', values, links) : undefined;
  const say = (key: string, values: Values = {}): string => {
    const text = maybe(key, values);
    if (text === undefined) throw new Error(`wording.yaml has no sentence "${key}"`);
    return text;
  };
  return Object.assign(say, { maybe });
}

function fill(sentence: string, values: Values, links: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([\w.-]+)\}/g, (whole, name: string) => {
    const link =
      name.startsWith('link.') && Object.hasOwn(links, name.slice(5)) ? links[name.slice(5)] : undefined;
    if (link !== undefined) return link.replace(/^(?:mailto|tel):/, '');
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'object' ? value.markdown : escapeMarkdown(String(value));
  });
}

/** Foreign text as harmless Markdown on one line: no links, no HTML, no images, no formatting. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(^|\s)_|_(?=\s|$)/g, (found) => found.replace('_', '\\_'))
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^#/, '\\$&');
}

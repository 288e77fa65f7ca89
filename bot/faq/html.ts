const made = Symbol('html');

/** HTML that only the `html` template makes, so that no text can be taken for it. */
export interface Html {
  readonly [made]: string;
}

/** What may stand in a template; `undefined` and `false` leave nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** HTML whose values are escaped, as text and as attributes; attributes must stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { [made]: parts.map((part, at) => part + written(values[at])).join('') };
}

/** The finished text. */
export const textOf = (one: Html): string => one[made];

/** Data for a script element: JSON in which no tag begins or ends, and no `{{nonce}}` stands. */
export function jsonHtml(data: unknown): Html {
  const hex = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return { [made]: JSON.stringify(data).replace(/[<>&\u2028\u2029]|\{(?=\{)/g, hex) };
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(written).join('') : value[made];
}

const isList = (value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] => Array.isArray(value);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Braces too: `{{nonce}}` in a text must stay what it is.
  '{': '&#123;',
  '}': '&#125;',
};

const escaped = (text: string): string => text.replace(/[&<>"'{}]/g, (sign) => entities[sign] ?? '');

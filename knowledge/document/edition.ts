/** What a document says about itself. */
export interface Imprint {
  /** Such as "07/2018" or "2024-05-01"; absent when the document gives no date. */
  readonly edition?: string;
  /** Such as "IVI-1972". */
  readonly code?: string;
}

const copyright = /©|\(c\)|copyright/i;
const dated = /\b(?:updated|edition|version of|revised|as of|valid from|status)\b/i;

/** Edition and code from the lines that belong to no entry: of the copyright line, else of one that speaks of an edition. */
export function imprintOf(texts: readonly string[]): Imprint {
  const short = texts.filter((text) => text.length <= 500);
  const line =
    short.find((text) => copyright.test(text) && dateIn(text) !== undefined) ??
    short.find((text) => dated.test(text));
  if (line === undefined) return {};
  const edition = dateIn(line);
  const code = /\b[A-Z]{2,6}-\d{2,8}\b/.exec(line)?.[0];
  return { ...(edition === undefined ? {} : { edition }), ...(code === undefined ? {} : { code }) };
}

function dateIn(text: string): string | undefined {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (iso !== undefined) return iso;
  const [, month, year] = /\b(0[1-9]|1[0-2])\/(\d{4}|\d{2})\b/.exec(text) ?? [];
  if (month !== undefined && year !== undefined) return `${month}/${year.length === 2 ? `20${year}` : year}`;
  return /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/.exec(
    text,
  )?.[0];
}

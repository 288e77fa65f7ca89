/** `[words](url)` as the builder writes it: no bare bracket in the words, no bracket or blank in the address. */
const link = /\[((?:[^\]\\]|\\.)*)\]\(([^()\s]*)\)/g;

/** The text with each link replaced by what `replace` gives for its words and address. */
export function mapLinks(text: string, replace: (words: string, url: string) => string): string {
  return text.replace(link, (_all, words: string, url: string) => replace(words, url));
}

/** The text without Markdown, for reading aloud, matching, and channels that show none; addresses stay, in words. */
export function plainText(text: string): string {
  return withoutMarks(
    mapLinks(text, (words, url) => {
      const address = url.replace(/^(?:mailto|tel):/, '');
      return withoutMarks(words) === address
        ? escapeMarkdown(address)
        : `${words} (${escapeMarkdown(address)})`;
    }),
  );
}

/** The address such that it can stand in the brackets of a link. */
export function escapeAddress(url: string): string {
  return url.replace(
    /[()\s<>\\]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}

/** The text such that Markdown shows it letter by letter. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

function withoutMarks(text: string): string {
  return text.replace(/```\w*\n([\s\S]*?)\n```|`([^`]*)`|\\([\s\S])|\*+/g, (_all, block, code, escaped) => {
    return block ?? code ?? escaped ?? '';
  });
}

/** Markdown without its marks, on one line and cut at a word: for notifications and previews, where nothing is drawn. */
export function plainText(markdown: string, length: number): string {
  const text = markdown
    .replace(/\[([^\]\n]{1,500})\]\([^)\s]{1,2000}\)/g, '$1')
    .replace(/^\s{0,6}(?:[-*]|\d{1,3}\.)\s/gm, '')
    .replace(/^[ :|-]{3,500}$/gm, ' ')
    .replace(/(?<!\\)[*`]|(?<![\w\\])_|(?<!\\)_(?!\w)/g, '')
    .replace(/(?<!\\)\|/g, ' ')
    .replace(/\\([\\`*_[\]<>|~#])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= length) return text;
  return `${text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\s+\S{0,40}$/, '')}…`;
}

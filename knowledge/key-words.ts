/**
 * The form in which key words are compared: lower case, straight quotes gone, "24 X 7" and "24/7" as "24x7", words apart by
 * one blank.
 */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’‘]/g, '')
    .replace(/\b24 ?[x/×] ?7\b/g, '24x7')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every key word begins a word of the text: "program" finds "programs", "programs" does not find "program". */
export function hasAllWords(text: string, keyWords: readonly string[]): boolean {
  const padded = ` ${normalise(text)} `;
  return keyWords.every((word) => padded.includes(` ${normalise(word)}`));
}

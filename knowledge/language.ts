/** How much of a message is looked at, in characters. */
const read = 2000;

/** A language that is not English and has letters of its own. */
const scripts: readonly (readonly [string, RegExp])[] = [
  [
    'other',
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}]/gu,
  ],
];

/**
 * The language of a message that is surely not English, as a key of `smallWords` or `other`; undefined for English and for
 * what is too short to tell. `smallWords`: words of each language that no English text has.
 */
export function foreignLanguage(
  message: string,
  smallWords: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const text = message.slice(0, read).toLowerCase();
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const script = scripts.find(([, pattern]) => (text.match(pattern)?.length ?? 0) * 2 > letters);
  if (letters > 0 && script) return script[0];

  const words = text.match(/[\p{L}\p{M}’']+/gu) ?? [];
  const counted = Object.entries(smallWords)
    .map(([language, small]) => ({ language, count: words.filter((word) => small.includes(word)).length }))
    .sort((one, other) => other.count - one.count);
  const [best] = counted;
  // Two small words in a short message; in a long one a German quotation does not make it German.
  return best && best.count >= Math.max(2, words.length / 10) ? best.language : undefined;
}

/** Digits in groups, as cards and much else are written; not behind "+", a letter, or a dot. */
const digits = /(?<![\p{L}\p{N}+._-])\d(?:[ .-]?\d){12,60}/gu;

/** First digits and length of the networks' numbers: Visa, Mastercard, American Express, Diners, Discover, JCB, Maestro, UnionPay. */
const issued =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|35\d{14}|(?:50|5[6-9]|6[0-9])\d{11,17})$/;

/** Replaces payment card numbers, with or without blanks, dots or hyphens between their groups, by the mask. */
export function maskCards(text: string, mask: string, onFound: () => void): string {
  return text.replace(digits, (run) => {
    const card = cardIn(run);
    if (!card) return run;
    onFound();
    return run.slice(0, card.start) + mask + run.slice(card.end);
  });
}

/** The first stretch of whole groups that is a card number, so that a date or a second number beside it does no harm. */
function cardIn(run: string): { readonly start: number; readonly end: number } | undefined {
  const groups = [...run.matchAll(/\d+/g)];
  for (const [index, first] of groups.entries()) {
    let number = '';
    for (const group of groups.slice(index, index + 19)) {
      number += group[0];
      if (number.length > 19) break;
      if (issued.test(number) && hasCheckDigit(number))
        return { start: first.index, end: group.index + group[0].length };
    }
  }
  return undefined;
}

/** Luhn's formula. */
function hasCheckDigit(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Digits in groups, as cards and much else are written; not behind "+", a letter, or a dot. */
const digits = /(?<![\p{L}\p{N}+._-])\d(?:[ .-]?\d){12,}/gu;

/** First digits and length of the networks' numbers: Visa, Mastercard, American Express, Diners, Discover, JCB, Maestro, UnionPay. */
const issued =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|35\d{14}|(?:50|5[6-9]|6[0-9])\d{11,17})$/;

/** Replaces payment card numbers, with or without blanks, dots or hyphens between their groups, by the mask. */
export function maskCards(text: string, mask: string, onFound: () => void): string {
  return text.replace(digits, (run) => {
    let masked = '';
    let from = 0;
    for (const { start, end } of cardsIn(run)) {
      onFound();
      masked += run.slice(from, start) + mask;
      from = end;
    }
    return masked + run.slice(from);
  });
}

/** The stretches of whole groups that are card numbers, so that a date or another number beside one does no harm. */
function* cardsIn(run: string): Iterable<{ readonly start: number; readonly end: number }> {
  const groups = [...run.matchAll(/\d+/g)];
  for (let at = 0; at < groups.length; at++) {
    let number = '';
    for (let last = at; last < groups.length && number.length < 19; last++) {
      number += groups[last]?.[0] ?? '';
      if (!issued.test(number) || !hasCheckDigit(number)) continue;
      const [first, final] = [groups[at], groups[last]];
      if (first && final) yield { start: first.index, end: final.index + final[0].length };
      at = last;
      break;
    }
  }
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

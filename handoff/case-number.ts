import { randomInt } from 'node:crypto';

/** Without vowels, so that no word arises, and without what is mistaken for something else on paper (0 O, 1 I L, 2 Z, 5 S, 8 B). */
const alphabet = '34679CDFHJKMNPRTWXY';
const numberLength = 6;
/** 19 to the power of 10 is more than 40 bits. */
const codeLength = 10;
const longestInput = 64;

const random = (length: number) =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

/** A case number such as `FL-4KX7TM`. Drawn at random: it depends on no clock and tells nothing about other cases. */
export function newCaseNumber(): string {
  return `FL-${random(numberLength)}`;
}

/** The id of a callback, such as `CB-9HD3RW`. */
export function newCallbackId(): string {
  return `CB-${random(numberLength)}`;
}

/** The secret that comes with a case number, such as `7KDM4-XW9TR`. */
export function newAccessCode(): string {
  const code = random(codeLength);
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;
}

/** What a customer typed (`fl 4kx 7tm`, `FL4KX7TM`, `4kx7tm`) as a case number; undefined when it cannot be one. */
export function readCaseNumber(typed: string): string | undefined {
  const plain = lettersAndDigits(typed).replace(/^FL/, '');
  return plain.length === numberLength && isOurs(plain) ? `FL-${plain}` : undefined;
}

/** What a customer typed as the access code, for comparison: capital letters and digits only. */
export function readAccessCode(typed: string): string {
  return lettersAndDigits(typed);
}

/** Whether what was typed can be an access code: no word of a language has only its letters. */
export function isAccessCode(typed: string): boolean {
  const plain = readAccessCode(typed);
  return plain.length === codeLength && isOurs(plain);
}

const lettersAndDigits = (typed: string) =>
  typed
    .slice(0, longestInput)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

const isOurs = (plain: string) => [...plain].every((letter) => alphabet.includes(letter));

import type { Detail } from '../knowledge/details/detail.js';
import { readEmail } from '../knowledge/details/email.js';
import { readName } from '../knowledge/details/person-name.js';
import { readTelephone } from '../knowledge/details/telephone.js';
import { maskSecrets } from '../knowledge/secrets.js';

/** Characters that are looked at, and that are kept. */
const read = 1_000;
const kept = 300;
/** As many addresses, numbers or names as are looked for in one message; what comes after them is left out. */
const most = 20;

/** Seven digits or more, however they are grouped: a telephone, customer or contract number. Versions have dots. */
const longNumber = /(?<![\p{L}\p{N}.])[+(]?\d(?:[ ()/-]{0,2}\d){6,20}(?![\p{L}\p{N}])/gu;

/**
 * A message as it may be kept to learn from: one line of at most 300 characters, without secrets, e-mail addresses, telephone and
 * other long numbers, the name that it gives, and the names and addresses `known` of the customer, whole or in words.
 */
export function redact(text: string, known: readonly string[] = []): string {
  const { text: masked } = maskSecrets(text.slice(0, read));
  const withoutEmails = without(masked, readEmail, '[e-mail]');
  const withoutPhones = without(withoutEmails, (one) => readTelephone(one, undefined), '[number]');
  const withoutNames = without(withoutPhones, (one) => readName(one, false), '[name]');
  return withoutKnown(withoutNames.replace(longNumber, '[number]'), known)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, kept);
}

const email = /[^\s@<>"',;:]{1,64}@[^\s@<>"',;:]{1,255}/gu;

/** A text of any length without e-mail addresses, long numbers, and the names and addresses `known` of the customer. */
export function withoutContact(text: string, known: readonly string[]): string {
  return withoutKnown(text.replace(email, '[e-mail]').replace(longNumber, '[number]'), known);
}

function without(text: string, find: (text: string) => Detail | undefined, mark: string): string {
  let left = text;
  for (let found = 0; found < most; found++) {
    const detail = find(left);
    if (detail === undefined) return left;
    left = left.slice(0, detail.start) + mark + left.slice(detail.end);
  }
  return left.slice(0, find(left)?.start);
}

/** Shorter words of a name are words of the language, too. */
const shortestName = 3;

/** "Ola Berg" hides "Ola", "berg" and "OLA BERG", but not the "berg" of "bergen". */
function withoutKnown(text: string, known: readonly string[]): string {
  const parts = known.flatMap((one) => [one, ...one.split(/[\s,;@]+/)]).map((one) => one.trim());
  return [...new Set(parts)]
    .filter((one) => one.length >= shortestName)
    .sort((one, other) => other.length - one.length)
    .reduce((left, one) => left.replace(wholeWord(one), '[name]'), text);
}

function wholeWord(word: string): RegExp {
  const escaped = word.slice(0, 200).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}

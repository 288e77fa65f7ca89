import { type Detail, settle } from './detail.js';

const account =
  /\b(?:account|customer|client|kundennummer|kunden-nr)\b(?: ?(?:number|numbers|no\.?|nr\.?|id|#))?(?: is)? ?[:#=]? ?(?<value>(?=[A-Z-]{0,10}\d)[A-Z\d][A-Z\d-]{2,19})(?![\p{L}\p{N}])/giu;

/** The customer's account number: a code with a digit in it behind "account number" or the like. */
export function readAccount(text: string): Detail | undefined {
  return settle(
    [...text.matchAll(account)].flatMap((match): readonly Detail[] => {
      const value = match.groups?.value;
      if (value === undefined) return [];
      const start = match.index + match[0].length - value.length;
      return [{ value: value.toUpperCase(), start, end: start + value.length }];
    }),
  );
}

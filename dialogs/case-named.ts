import { isAccessCode, readCaseNumber } from '../handoff/case-number.js';

/** A case number in the message, as typed; undefined when there is none. */
export function caseNumberIn(text: string): string | undefined {
  const said = text.slice(0, 500);
  const written = [...said.matchAll(/\bFL-?[A-Z0-9]{6}\b/gi)].map(([number]) => number);
  const meant = written.find((number) => isNoWord(number) || readCaseNumber(number) !== undefined);
  if (meant !== undefined) return meant;
  const [spaced] = /\bFL[ -]?(?:[A-Z0-9][ -]?){5}[A-Z0-9]\b/i.exec(said) ?? [];
  return spaced !== undefined && readCaseNumber(spaced) !== undefined ? spaced : undefined;
}

/** What may be meant as an access code in a message that gives one, as typed; '' when there is nothing like it. */
export function accessCodeIn(text: string): string {
  return surelyCodeIn(text) || (codesIn(text).find(isNoWord) ?? '');
}

/** An access code among other words, as typed: what no other words look like; '' when there is none. */
export function surelyCodeIn(text: string): string {
  return codesIn(text).find(isAccessCode) ?? '';
}

function codesIn(text: string): readonly string[] {
  const said = text.slice(0, 500).replace(caseNumberIn(text) ?? '', ' ');
  return [...said.matchAll(/\b[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/gi)].map(([code]) => code);
}

/** Without a hyphen or a digit, "flooding" has the shape of a number, and "other words" that of a code. */
const isNoWord = (typed: string) => /[-\d]/.test(typed);

import { isAccessCode, readCaseNumber } from '../handoff/case-number.js';

/** A case number in the message, as typed; undefined when there is none. */
export function caseNumberIn(text: string): string | undefined {
  const said = text.slice(0, 500);
  const [written] = /\bFL-?[A-Z0-9]{6}\b/i.exec(said) ?? [];
  if (written !== undefined) return written;
  const [spaced] = /\bFL[ -]?(?:[A-Z0-9][ -]?){5}[A-Z0-9]\b/i.exec(said) ?? [];
  return spaced !== undefined && readCaseNumber(spaced) !== undefined ? spaced : undefined;
}

/** What may be meant as an access code in a message that gives one, as typed; '' when there is nothing like it. */
export function accessCodeIn(text: string): string {
  return codesIn(text)[0] ?? '';
}

/** An access code among other words, as typed: what no other words look like; '' when there is none. */
export function surelyCodeIn(text: string): string {
  return codesIn(text).find(isAccessCode) ?? '';
}

function codesIn(text: string): readonly string[] {
  const said = text.slice(0, 500).replace(caseNumberIn(text) ?? '', ' ');
  return [...said.matchAll(/\b[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/gi)].map(([code]) => code);
}

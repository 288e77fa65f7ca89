import { findPhones } from '../phone.js';
import { type Detail, settle } from './detail.js';

const cue = /(?:phone|tel|mobile|cell|call|ring|reach|dial|handy|telefon|rufnummer)[^\d\n+]{0,25}$/i;

/** Numbers behind these are not to be rung, though they may look like it. */
const otherNumber =
  /(?:case|ticket|incident|account|order|serial|customer|invoice|contract|licen[cs]e|build|version|error|code|\bid|\bref|reference|\bport|\bkb)[^\d\n+]{0,20}$/i;

const national = /(?<![\p{L}\p{N}+.,/-])\(?\d[\d ()./-]{4,18}\d(?![\p{L}\p{N}])/gu;

/**
 * The telephone number in a message as E.164. A national number whose country is not known is given as written and marked
 * ambiguous, provided that the message calls it a telephone number.
 */
export function readTelephone(text: string, country: string | undefined): Detail | undefined {
  const before = (start: number): string => text.slice(Math.max(0, start - 50), start);
  const found = findPhones(text, country).filter(
    ({ start }) => text[start] === '+' || cue.test(before(start)) || !otherNumber.test(before(start)),
  );
  if (found.length > 0) return settle(found);

  const [unclear] = [...text.matchAll(national)].filter(({ index }) => cue.test(before(index)));
  if (!unclear) return undefined;
  const [value] = unclear;
  return { value, start: unclear.index, end: unclear.index + value.length, ambiguous: [value] };
}

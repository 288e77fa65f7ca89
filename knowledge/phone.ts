import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { Detail } from './details/detail.js';

/** What a reply to "which number?" comes to. `value` is E.164, with `;ext=` when there is an extension (RFC 3966). */
export type PhoneReading =
  | { readonly kind: 'phone'; readonly value: string }
  | { readonly kind: 'several'; readonly values: readonly string[] }
  /** A national number, and no telling of which nation. */
  | { readonly kind: 'needs-country' }
  | { readonly kind: 'refused'; readonly reason: 'letters' | 'premium' | 'emergency' | 'invalid' };

/** Emergency and similar short numbers of many countries, without country code: never rung. */
const emergency = new Set(
  '000 101 100 102 103 104 108 110 111 112 113 114 115 116 117 118 119 120 122 123 133 144 15 17 18 190 191 192 193 199 900 901 902 911 977 991 995 997 998 999'.split(
    ' ',
  ),
);

/** Reads a customer's reply to the question for a number; `country`: ISO code of the one whose national numbers are understood. */
export function readPhone(reply: string, country?: string): PhoneReading {
  const text = reply.slice(0, 200);
  const found = numbersIn(text, country);
  const values = [...new Set(found.filter(isRingable).map(toValue))];
  const [value] = values;
  if (value !== undefined)
    return values.length === 1 ? { kind: 'phone', value } : { kind: 'several', values };
  if (found.length > 0) return { kind: 'refused', reason: 'premium' };

  const digits = text.replace(/\D/g, '');
  if (emergency.has(digits) || emergency.has(parsePhoneNumberFromString(text)?.nationalNumber ?? ''))
    return { kind: 'refused', reason: 'emergency' };
  if (/\d\S*\p{L}{2}|\p{L}{3,}\S*\d/u.test(text) || digits === '')
    return { kind: 'refused', reason: 'letters' };
  const isNational = !text.includes('+') && digits.length >= 6 && digits.length <= 12;
  return isNational && !isKnown(country) ? { kind: 'needs-country' } : { kind: 'refused', reason: 'invalid' };
}

/** The phone numbers in a message that support could ring, in order; `start` and `end` are places in the text. */
export function findPhones(text: string, country?: string): readonly Detail[] {
  return matchesIn(text, country)
    .filter(({ number }) => isRingable(number))
    .map(({ number, startsAt, endsAt }) => ({ value: toValue(number), start: startsAt, end: endsAt }));
}

/** The international form of a `value` for reading it back: `+47 22 99 00 11 ext. 12`. Anything else comes back as it is. */
export function formatPhone(value: string): string {
  return parsePhoneNumberFromString(value)?.formatInternational() ?? value;
}

function numbersIn(text: string, country: string | undefined): readonly PhoneNumber[] {
  return matchesIn(text, country).map((match) => match.number);
}

function matchesIn(text: string, country: string | undefined) {
  // 00 dials abroad from nearly everywhere. The replacement is as long, so that places in the text stay.
  const international = text.replace(/(?<![\p{L}\p{N}+])00(?=[1-9])/gu, ' +');
  const options = isKnown(country) ? { defaultCountry: country } : undefined;
  return findPhoneNumbersInText(international, options).map(({ number, startsAt, endsAt }) => {
    const written = international.slice(startsAt, endsAt);
    // The library takes digits behind a comma for an extension: "+47 22 99 00 11, 3 users".
    if (number.ext === undefined || /(?:[a-zа-я#;~]|ｘ)[\s.:=)]*\d+\)?$/iu.test(written))
      return { number, startsAt, endsAt };
    number.ext = undefined;
    return { number, startsAt, endsAt: startsAt + written.lastIndexOf(',') };
  });
}

function isKnown(country: string | undefined): country is CountryCode {
  return country !== undefined && isSupportedCountry(country);
}

function isRingable(number: PhoneNumber): boolean {
  const type = number.getType();
  return type !== 'PREMIUM_RATE' && type !== 'SHARED_COST';
}

function toValue(number: PhoneNumber): string {
  return number.ext === undefined ? number.number : `${number.number};ext=${number.ext}`;
}

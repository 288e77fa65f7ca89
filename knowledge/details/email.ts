import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { type Detail, settle } from './detail.js';

const address = z.email();

/** Every stretch around an `@` that could be an address; each part is bounded, so that the search takes linear time. */
const candidate = /(?<![\p{L}\p{N}._%+'-])([\p{L}\p{N}._%+'-]{1,64})@([\p{L}\p{N}.-]{1,253})/gu;

/** The e-mail address in a message, its domain in lower case; two different ones are ambiguous. */
export function readEmail(text: string): Detail | undefined {
  const found = [...text.matchAll(candidate)].flatMap((match): readonly Detail[] => {
    const [, local = '', rest = ''] = match;
    const domain = rest.replace(/[.-]+$/, '');
    // What stands before the host of an address such as ftp://user:password@host is no mailbox.
    if (/:\/\/\S*$/.test(text.slice(Math.max(0, match.index - 100), match.index))) return [];
    if (!isEmail(`${local}@${domain}`)) return [];
    const end = match.index + local.length + 1 + domain.length;
    return [{ value: `${local}@${domain.toLowerCase()}`, start: match.index, end }];
  });
  return settle(found);
}

/** Whether the text is one e-mail address; a domain may have letters beyond ASCII. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (text.length > 254 || at < 1) return false;
  return address.safeParse(`${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`).success;
}

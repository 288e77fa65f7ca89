import { anonymousCallback, anonymousCase } from '../anonymous.js';
import { type Callback, type Case, isClosed, isOpen } from '../case.js';
import type { Forgotten } from './store.js';

/** The case of somebody who asked to be forgotten: at once where it is closed, else marked, so that it follows. */
export function forgottenCase(one: Case): Case {
  return isClosed(one) ? anonymousCase(one) : { ...one, forget: true };
}

/** As `forgottenCase`, for a callback. */
export function forgottenCallback(one: Callback): Callback {
  return isOpen(one) ? { ...one, forget: true } : anonymousCallback(one);
}

interface Records {
  readonly cases: readonly Case[];
  readonly callbacks: readonly Callback[];
}

/** Which of an owner's records a request to be forgotten meets: all, or those of an e-mail address. */
export function meantBy(email: string | undefined, { cases, callbacks }: Records): Records {
  if (email === undefined) return { cases, callbacks };
  const meant = cases.filter(({ contact }) => contact.email.toLowerCase() === email.toLowerCase());
  const numbers = new Set<string | null>(meant.map(({ number }) => number));
  return { cases: meant, callbacks: callbacks.filter(({ caseNumber }) => numbers.has(caseNumber)) };
}

/** How many of them are over, and how many are still open. */
export function countForgotten({ cases, callbacks }: Records): Forgotten {
  const kept = cases.filter((one) => !isClosed(one)).length + callbacks.filter(isOpen).length;
  return { made: cases.length + callbacks.length - kept, kept };
}

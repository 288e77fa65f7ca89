import type { Callback, CallbackDraft, Case, CaseDraft } from '../case.js';
import { newAccessCode } from '../case-number.js';
import { wellFormed } from './well-formed.js';

/** The case of a draft, under a number that nobody else has. */
export function newCase(draft: CaseDraft, number: string, at: Date): Case {
  const createdAt = at.toISOString();
  return { ...wellFormed(draft), number, accessCode: newAccessCode(), status: 'new', createdAt };
}

/** The callback of a draft, under an id that nobody else has. */
export function newCallback(draft: CallbackDraft, id: string, at: Date): Callback {
  return { ...wellFormed(draft), id, status: 'waiting', requestedAt: at.toISOString() };
}

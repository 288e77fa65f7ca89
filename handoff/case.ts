import type { Answers } from '../policy/intake.js';
import type { Priority } from '../policy/priority.js';
import type { StaffMember, TrailEntry } from './trail.js';

/** Who a case belongs to: the identity that the channel vouches for, never what was typed. */
export interface Owner {
  readonly channel: string;
  /** Teams tenant; empty elsewhere. */
  readonly tenant: string;
  /** Teams object id, or the `dl_` user of the web token. */
  readonly id: string;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  /** E.164, or empty. */
  readonly phone: string;
}

/** A complete, confirmed intake. */
export interface CaseDraft {
  /** One-time id carried by the confirmation: the same id again is the same case. */
  readonly draftId: string;
  readonly owner: Owner;
  /** Bot Framework conversation reference as JSON, to write to the customer later. */
  readonly conversation: unknown;
  /** Null: a person must grade it. */
  readonly priority: Priority | null;
  /** Criterion id such as `P1a`; null with a null priority, and where a person has graded. */
  readonly criterion: string | null;
  readonly product: string;
  readonly version: string;
  readonly description: string;
  /** The customer's first message, word for word (secrets masked). */
  readonly firstMessage: string;
  readonly contact: Contact;
  /** Every answer by question id. */
  readonly answers: Answers;
  /** Notes for staff: a precondition not met, a disputed grade, an unmapped level. Keys of the wording. */
  readonly notes: readonly string[];
  /** Numbers of the cases that came from the same message. */
  readonly related: readonly string[];
}

/** What is added to a case or callback after it was made. */
interface Worked {
  /** Who works on it. */
  readonly claimedBy?: StaffMember | null;
  /** What staff did to it, and what the customer added, oldest first; only added to. */
  readonly trail?: readonly TrailEntry[];
}

export interface Case extends CaseDraft, Worked {
  readonly number: string;
  /** Lets somebody who has it see the status from another channel. */
  readonly accessCode: string;
  readonly status: CaseStatus;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Its number in the ITSM system, once it is known there. */
  readonly ticket?: string;
  /** The customer asked to be forgotten: once the case is closed it must no longer say who they were. */
  readonly forget?: boolean;
}

export const caseStatuses = ['new', 'in-progress', 'waiting', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export type CallbackKind = 'now' | 'queue';

export interface CallbackDraft {
  readonly draftId: string;
  readonly owner: Owner;
  readonly conversation: unknown;
  readonly kind: CallbackKind;
  /** E.164, with `;ext=` when there is an extension (RFC 3966). */
  readonly phone: string;
  /** Null: a callback without a case. */
  readonly caseNumber: string | null;
  readonly notes: readonly string[];
}

export type CallbackStatus = 'waiting' | 'ringing' | 'connected' | 'no-answer' | 'done' | 'cancelled';

export interface Callback extends CallbackDraft, Worked {
  readonly id: string;
  readonly status: CallbackStatus;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  /** As with a case. */
  readonly forget?: boolean;
}

/** Whether somebody is still to ring: such a callback counts against a second one for the same case. */
export function isOpen({ status }: Pick<Callback, 'status'>): boolean {
  return status === 'waiting' || status === 'ringing' || status === 'connected';
}

/** Whether nobody works on the case any more. */
export function isClosed({ status }: Pick<Case, 'status'>): boolean {
  return status === 'closed' || status === 'resolved';
}

/** Whether two identities are one and the same. */
export function isSameOwner(one: Owner, other: Owner): boolean {
  return one.channel === other.channel && one.tenant === other.tenant && one.id === other.id;
}

import { z } from 'zod';
import { type Callback, type Case, caseStatuses, type Owner } from '../case.js';
import { deeds, type StaffMember, type TrailEntry } from '../trail.js';
import { useShape } from '../use.js';
import type { NotedUse, Outbox } from './store.js';

/**
 * The shape of what comes back from where it was stored. Loose: properties that a later version adds pass through unharmed.
 */
export const ownerShape: z.ZodType<Owner> = z.looseObject({
  channel: z.string(),
  tenant: z.string(),
  id: z.string(),
});

const member: z.ZodType<StaffMember> = z.looseObject({ id: z.string(), name: z.string() });
const fields = z.record(z.string(), z.unknown());
const entryShape: z.ZodType<TrailEntry> = z.looseObject({
  by: member,
  deed: z.enum(deeds),
  note: z.string().optional(),
  shown: z.boolean().optional(),
  added: z.looseObject({ draftId: z.string(), files: z.array(z.string()), log: z.string() }).optional(),
  at: z.string(),
  before: fields,
  after: fields,
});
const worked = { claimedBy: member.nullish(), trail: z.array(entryShape).optional() };

export const caseShape: z.ZodType<Case> = z.looseObject({
  draftId: z.string(),
  owner: ownerShape,
  conversation: z.unknown(),
  priority: z.enum(['P1', 'P2', 'P3', 'P4']).nullable(),
  criterion: z.string().nullable(),
  product: z.string(),
  version: z.string(),
  description: z.string(),
  firstMessage: z.string(),
  contact: z.looseObject({ name: z.string(), email: z.string(), phone: z.string() }),
  answers: z.record(z.string(), z.string()),
  notes: z.array(z.string()),
  related: z.array(z.string()),
  number: z.string(),
  accessCode: z.string(),
  status: z.enum(caseStatuses),
  createdAt: z.string(),
  ticket: z.string().optional(),
  ...worked,
  forget: z.boolean().optional(),
});

export const callbackKinds = z.enum(['now', 'queue']);
export const callbackStatus = z.enum(['waiting', 'ringing', 'connected', 'no-answer', 'done', 'cancelled']);

export const callbackShape: z.ZodType<Callback> = z.looseObject({
  draftId: z.string(),
  owner: ownerShape,
  conversation: z.unknown(),
  kind: callbackKinds,
  phone: z.string(),
  caseNumber: z.string().nullable(),
  notes: z.array(z.string()),
  id: z.string(),
  status: callbackStatus,
  requestedAt: z.string(),
  ...worked,
  forget: z.boolean().optional(),
});

export const outboxShape: z.ZodType<Outbox> = z.looseObject({
  id: z.string(),
  idempotencyKey: z.string(),
  target: z.string(),
  topic: z.enum([
    'case-opened',
    'case-changed',
    'callback-requested',
    'callback-changed',
    'callback-cancelled',
  ]),
  subject: z.string(),
  entry: z.int().nonnegative().optional(),
  attempts: z.number(),
  dueAt: z.string(),
  lastError: z.string().optional(),
  state: z.enum(['pending', 'delivered', 'dead']),
});

export const notedShape: z.ZodType<NotedUse> = z.object({
  at: z.string(),
  who: z.string(),
  channel: z.string(),
  use: useShape,
});

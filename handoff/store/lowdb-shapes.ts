import { z } from 'zod';
import type { Callback, Case } from '../case.js';
import type { Outbox } from './store.js';

/**
 * The shape of what lies in the files. Loose: properties that a later version adds pass through unharmed.
 */
const owner = z.looseObject({ channel: z.string(), tenant: z.string(), id: z.string() });

const caseShape: z.ZodType<Case> = z.looseObject({
  draftId: z.string(),
  owner,
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
  status: z.enum(['new', 'in-progress', 'waiting', 'resolved', 'closed']),
  createdAt: z.string(),
});

const callbackShape: z.ZodType<Callback> = z.looseObject({
  draftId: z.string(),
  owner,
  conversation: z.unknown(),
  kind: z.enum(['now', 'queue']),
  phone: z.string(),
  caseNumber: z.string().nullable(),
  notes: z.array(z.string()),
  id: z.string(),
  status: z.enum(['waiting', 'ringing', 'connected', 'no-answer', 'done', 'cancelled']),
  requestedAt: z.string(),
});

const outboxShape: z.ZodType<Outbox> = z.looseObject({
  id: z.string(),
  idempotencyKey: z.string(),
  target: z.string(),
  topic: z.enum(['case-opened', 'callback-requested', 'callback-changed', 'callback-cancelled']),
  subject: z.string(),
  attempts: z.number(),
  dueAt: z.string(),
  lastError: z.string().optional(),
  state: z.enum(['pending', 'delivered', 'dead']),
});

/** A record and what is still to be told about it, in one file, so that one write is the transaction. */
export interface Stored<T> {
  readonly id: string;
  readonly record: T;
  readonly outbox: readonly Outbox[];
}

const storedShape = <T>(record: z.ZodType<T>): z.ZodType<readonly Stored<T>[]> =>
  z.array(z.object({ id: z.string(), record, outbox: z.array(outboxShape) }));

export const casesShape = storedShape(caseShape);
export const callbacksShape = storedShape(callbackShape);

/** One key of the state. */
export const stateShape = z.object({ key: z.string(), version: z.string(), value: z.unknown() });

/** A piece of the history of a conversation; `first` is the number of its first activity. */
export const chunkShape = z.object({
  conversation: z.string(),
  first: z.int().nonnegative(),
  activities: z.array(z.unknown()),
});

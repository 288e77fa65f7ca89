import { z } from 'zod';
import { type Callback, type Case, caseStatuses, isClosed, type Owner } from '../case.js';
import { deeds, type StaffMember, type TrailEntry } from '../trail.js';
import { useShape } from '../use.js';
import type { NotedUse, Outbox } from './store.js';

/**
 * The shape of what lies in the files. Loose: properties that a later version adds pass through unharmed.
 */
const owner: z.ZodType<Owner> = z.looseObject({ channel: z.string(), tenant: z.string(), id: z.string() });

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
  status: z.enum(caseStatuses),
  createdAt: z.string(),
  ...worked,
  forget: z.boolean().optional(),
});

const kind = z.enum(['now', 'queue']);
const callbackStatus = z.enum(['waiting', 'ringing', 'connected', 'no-answer', 'done', 'cancelled']);

const callbackShape: z.ZodType<Callback> = z.looseObject({
  draftId: z.string(),
  owner,
  conversation: z.unknown(),
  kind,
  phone: z.string(),
  caseNumber: z.string().nullable(),
  notes: z.array(z.string()),
  id: z.string(),
  status: callbackStatus,
  requestedAt: z.string(),
  ...worked,
  forget: z.boolean().optional(),
});

const outboxShape: z.ZodType<Outbox> = z.looseObject({
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

/** A record and what is still to be told about it, in one file, so that one write is the transaction. */
export interface Stored<T> {
  readonly id: string;
  readonly record: T;
  readonly outbox: readonly Outbox[];
}

/** What the index needs of a record, read at the start in place of it. */
export interface Summary {
  readonly id: string;
  readonly draftId: string;
  readonly owner: Owner;
  /** Without the delivered rows. */
  readonly outbox: readonly Outbox[];
}

/** `closed` is missing in files of before it was noted. */
export interface CaseSummary extends Summary {
  readonly closed?: boolean;
}

export interface CallbackSummary extends Summary, Pick<Callback, 'kind' | 'status' | 'caseNumber'> {}

/** How the records of one kind lie in their files. */
export interface RecordKind<T, S extends Summary> {
  readonly record: z.ZodType<Stored<T>>;
  readonly summary: z.ZodType<S>;
  readonly summarise: (stored: Stored<T>) => S;
}

const storedShape = <T>(record: z.ZodType<T>) =>
  z.object({ id: z.string(), record, outbox: z.array(outboxShape) });
const summaryShape = z.object({ id: z.string(), draftId: z.string(), owner, outbox: z.array(outboxShape) });

function summarise({ id, record, outbox }: Stored<Case | Callback>): Summary {
  const { draftId, owner } = record;
  return { id, draftId, owner, outbox: outbox.filter(({ state }) => state !== 'delivered') };
}

export const caseKind: RecordKind<Case, CaseSummary> = {
  record: storedShape(caseShape),
  summary: summaryShape.extend({ closed: z.boolean().optional() }),
  summarise: (stored) => ({ ...summarise(stored), closed: isClosed(stored.record) }),
};

export const callbackKind: RecordKind<Callback, CallbackSummary> = {
  record: storedShape(callbackShape),
  summary: summaryShape.extend({ kind, status: callbackStatus, caseNumber: z.string().nullable() }),
  summarise(stored) {
    const { kind, status, caseNumber } = stored.record;
    return { ...summarise(stored), kind, status, caseNumber };
  },
};

/** Whose the data of a file are, and how old; null in files of before this was noted. */
const ageShape = z.object({ key: z.string(), writtenAt: z.string(), owner: owner.optional() }).nullable();
export type Age = z.infer<typeof ageShape>;

/** One key of the state. */
const stateShape = z.object({
  key: z.string(),
  version: z.string(),
  value: z.unknown(),
  writtenAt: z.string().optional(),
  owner: owner.optional(),
});
export type StoredState = z.infer<typeof stateShape>;

export const stateKind = {
  name: 'state',
  shape: stateShape,
  summaryShape: ageShape,
  summarise: ({ key, writtenAt, owner: whose }: StoredState): Age =>
    writtenAt === undefined ? null : { key, writtenAt, ...(whose && { owner: whose }) },
  durable: true,
};

/** A piece of the history of a conversation; `first` is the number of its first activity. */
const chunkShape = z.object({
  conversation: z.string(),
  first: z.int().nonnegative(),
  activities: z.array(z.unknown()),
  writtenAt: z.string().optional(),
});
export type Chunk = z.infer<typeof chunkShape>;

export const chunkKind = {
  name: 'log',
  shape: chunkShape,
  summaryShape: ageShape,
  summarise: ({ conversation, writtenAt }: Chunk): Age =>
    writtenAt === undefined ? null : { key: conversation, writtenAt },
  durable: false,
};

const notedShape: z.ZodType<NotedUse> = z.object({
  at: z.string(),
  who: z.string(),
  channel: z.string(),
  use: useShape,
});

/** Uses of the bot on one day, in order of time. */
export const feedbackKind = {
  name: 'feedback',
  shape: z.array(notedShape),
  summaryShape: z.null(),
  summarise: (_uses: readonly NotedUse[]) => null,
  durable: false,
};

/** What makes pseudonyms of this store others than those of any other. */
export const saltKind = {
  name: 'salt',
  shape: z.object({ salt: z.string() }),
  summaryShape: z.null(),
  summarise: (_salt: { readonly salt: string }) => null,
  durable: true,
};

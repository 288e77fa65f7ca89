import { z } from 'zod';
import { type Callback, type Case, isClosed, type Owner } from '../case.js';
import {
  callbackKinds,
  callbackShape,
  callbackStatus,
  caseShape,
  notedShape,
  outboxShape,
  ownerShape,
} from './record-shapes.js';
import type { NotedUse, Outbox } from './store.js';

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
const summaryShape = z.object({
  id: z.string(),
  draftId: z.string(),
  owner: ownerShape,
  outbox: z.array(outboxShape),
});

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
  summary: summaryShape.extend({
    kind: callbackKinds,
    status: callbackStatus,
    caseNumber: z.string().nullable(),
  }),
  summarise(stored) {
    const { kind, status, caseNumber } = stored.record;
    return { ...summarise(stored), kind, status, caseNumber };
  },
};

/** Whose the data of a file are, and how old; null in files of before this was noted. */
const ageShape = z
  .object({ key: z.string(), writtenAt: z.string(), owner: ownerShape.optional() })
  .nullable();
export type Age = z.infer<typeof ageShape>;

/** One key of the state. */
const stateShape = z.object({
  key: z.string(),
  version: z.string(),
  value: z.unknown(),
  writtenAt: z.string().optional(),
  owner: ownerShape.optional(),
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

import type { Callback, CallbackDraft, Case, CaseDraft, Owner } from '../case.js';

/** What is still to be told to whom: written in one transaction with the record that it belongs to. */
export interface Outbox {
  readonly id: string;
  /** Stays the same over every attempt; handed to the outside service as its idempotency key. */
  readonly idempotencyKey: string;
  readonly target: string;
  readonly topic: 'case-opened' | 'callback-requested' | 'callback-changed' | 'callback-cancelled';
  /** Case number or callback id. */
  readonly subject: string;
  readonly attempts: number;
  /** ISO 8601, UTC: not before. */
  readonly dueAt: string;
  readonly lastError?: string;
  readonly state: 'pending' | 'delivered' | 'dead';
}

export type OutboxChange = Partial<Pick<Outbox, 'state' | 'attempts' | 'dueAt' | 'lastError'>>;
export type CallbackChange = Partial<Pick<Callback, 'status' | 'phone' | 'kind'>>;

/** Cases, callbacks and their outbox: what outlives a conversation. Resolved means on disk. */
export interface CaseStore {
  /** Writes the case with one outbox row for each target. The same draft id again gives the case of the first time. */
  addCase(
    draft: CaseDraft,
    at: Date,
    targets: readonly string[],
  ): Promise<{ readonly case: Case; readonly created: boolean }>;
  findCase(number: string): Promise<Case | undefined>;
  /** The owner's cases, or all, newest first. */
  listCases(filter?: { readonly owner?: Owner; readonly limit?: number }): Promise<readonly Case[]>;
  /**
   * Writes the callback at the end of the queue with its outbox rows. The same draft id again gives the first one;
   * so does an open callback for the same case, unless `another` is asked for.
   */
  addCallback(
    draft: CallbackDraft,
    at: Date,
    targets: readonly string[],
    options?: { readonly another?: boolean },
  ): Promise<{ readonly callback: Callback; readonly created: boolean }>;
  findCallback(id: string): Promise<Callback | undefined>;
  /** In order of receipt. */
  listCallbacks(filter?: {
    readonly owner?: Owner;
    readonly open?: boolean;
    readonly limit?: number;
  }): Promise<readonly Callback[]>;
  /** Its place among the `queue` callbacks that wait, in order of receipt, from 1; undefined when it is none of them. */
  placeInQueue(id: string): Promise<number | undefined>;
  /**
   * Changes status, phone or kind and adds the outbox rows; undefined when there is no such callback.
   * With `from`, only a callback in one of these statuses is changed. What changes nothing adds no rows.
   */
  updateCallback(
    id: string,
    change: CallbackChange,
    at: Date,
    targets: readonly string[],
    from?: readonly Callback['status'][],
  ): Promise<{ readonly callback: Callback; readonly changed: boolean } | undefined>;
  /** Pending rows that are due, longest due first. A row waits for the earlier pending rows of its subject and target. */
  dueOutbox(at: Date, limit: number): Promise<readonly Outbox[]>;
  /** Rejects when there is no such row. Delivered rows need not be kept. */
  updateOutbox(id: string, change: OutboxChange): Promise<void>;
  /** Rows that are pending or dead: what has not reached its target. Those of one subject in the order of their making. */
  undelivered(): Promise<readonly Outbox[]>;
}

/** State of conversations and users, and small documents; optimistic locking by version. */
export interface StateStore {
  read(key: string): Promise<{ readonly value: unknown; readonly version: string } | undefined>;
  /** Resolves to the new version. Rejects with `StaleStateError` when the stored version is not the expected one (undefined: must not exist; '*': any). */
  write(key: string, value: unknown, expected: string | undefined): Promise<string>;
  remove(key: string): Promise<void>;
}

/** The activities of embedded Direct Line conversations, so that history outlives a restart. Order is that of `append`. */
export interface ConversationLog {
  /** Resolves to the sequence number of the first appended activity; numbers start at 0 and have no gaps. */
  append(conversation: string, activities: readonly unknown[]): Promise<number>;
  read(conversation: string, from: number, limit: number): Promise<readonly unknown[]>;
  /** How many activities there are; 0 for an unknown conversation. */
  length(conversation: string): Promise<number>;
  remove(conversation: string): Promise<void>;
}

export interface Store {
  readonly cases: CaseStore;
  readonly state: StateStore;
  readonly log: ConversationLog;
  /** False once nothing can be written any more, as after the loss of the lock; reads may go on. */
  isWritable(): boolean;
  close(): Promise<void>;
}

/** The stored version is not the one that the writer has seen. */
export class StaleStateError extends Error {
  override readonly name = 'StaleStateError';
}

import type { Callback, CallbackDraft, Case, CaseDraft, Owner } from '../case.js';
import type { Act } from '../trail.js';
import type { Use } from '../use.js';

/** What is still to be told to whom: written in one transaction with the record that it belongs to. */
export interface Outbox {
  readonly id: string;
  /** Stays the same over every attempt; handed to the outside service as its idempotency key. */
  readonly idempotencyKey: string;
  readonly target: string;
  readonly topic:
    | 'case-opened'
    | 'case-changed'
    | 'callback-requested'
    | 'callback-changed'
    | 'callback-cancelled';
  /** Case number or callback id. */
  readonly subject: string;
  /** Which entry of the record's trail this tells of; undefined where there is none. */
  readonly entry?: number;
  readonly attempts: number;
  /** ISO 8601, UTC: not before. */
  readonly dueAt: string;
  readonly lastError?: string;
  readonly state: 'pending' | 'delivered' | 'dead';
}

export type OutboxChange = Partial<Pick<Outbox, 'state' | 'attempts' | 'dueAt' | 'lastError'>>;
export type CallbackChange = Partial<Pick<Callback, 'status' | 'phone' | 'kind' | 'claimedBy'>>;
/** `note`: added to the notes of the case. */
export type CaseChange = Partial<Pick<Case, 'status' | 'priority' | 'criterion' | 'claimedBy' | 'ticket'>> & {
  readonly note?: string;
};

export interface UpdateOptions<T> {
  /** Only a record of which this is true is changed; asked about the record as it is when it is written. */
  readonly when?: (current: T) => boolean;
  /** Whose doing it is: written into the record's trail with the change. A note alone is a change, too. */
  readonly act?: Act;
}

/** How many records a request to be forgotten met. */
export interface Forgotten {
  /** Closed cases and callbacks that are over: they no longer say who they were for. */
  readonly made: number;
  /** Open ones: kept as they are until they are closed, and then treated likewise. */
  readonly kept: number;
}

/** Cases, callbacks and their outbox: what outlives a conversation. Resolved means on disk. */
export interface CaseStore {
  /** Writes the case with one outbox row for each target. The same draft id again gives the case of the first time. */
  addCase(
    draft: CaseDraft,
    at: Date,
    targets: readonly string[],
  ): Promise<{ readonly case: Case; readonly created: boolean }>;
  findCase(number: string): Promise<Case | undefined>;
  /** The owner's cases, or all, newest first; with `open` only those that somebody is still to work on. */
  listCases(filter?: {
    readonly owner?: Owner;
    readonly open?: boolean;
    readonly limit?: number;
  }): Promise<readonly Case[]>;
  /**
   * Changes the case and adds the entry of its trail and the outbox rows; undefined when there is no such case.
   * What changes nothing adds no rows and no entry.
   */
  updateCase(
    number: string,
    change: CaseChange,
    at: Date,
    targets: readonly string[],
    options?: UpdateOptions<Case>,
  ): Promise<{ readonly case: Case; readonly changed: boolean } | undefined>;
  /**
   * Takes out of the owner's cases and callbacks who they were for, as `anonymousCase` and `anonymousCallback` say: at once
   * where they are over, else when they will be. `email`: only cases with this address and the callbacks about them.
   */
  forgetOwner(owner: Owner, email?: string): Promise<Forgotten>;
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
  /** In order of receipt; `missed`: those that nobody answered. */
  listCallbacks(filter?: {
    readonly owner?: Owner;
    readonly open?: boolean;
    readonly missed?: boolean;
    readonly limit?: number;
  }): Promise<readonly Callback[]>;
  /** Its place among the `queue` callbacks that wait, in order of receipt, from 1; undefined when it is none of them. */
  placeInQueue(id: string): Promise<number | undefined>;
  /** As `updateCase`, for a callback. */
  updateCallback(
    id: string,
    change: CallbackChange,
    at: Date,
    targets: readonly string[],
    options?: UpdateOptions<Callback>,
  ): Promise<{ readonly callback: Callback; readonly changed: boolean } | undefined>;
  /**
   * Pending rows that are due, longest due first. A row waits for the earlier pending rows of its subject and target.
   * With `heldUntil` they are the caller's alone: nobody is given them again before that, or before it has updated them.
   */
  dueOutbox(at: Date, limit: number, heldUntil?: Date): Promise<readonly Outbox[]>;
  /** Rejects with a `RangeError` when there is no such row. Delivered rows need not be kept. */
  updateOutbox(id: string, change: OutboxChange): Promise<void>;
  /** Rows that are pending or dead: what has not reached its target. Those of one subject in the order of their making. */
  undelivered(): Promise<readonly Outbox[]>;
}

export interface OwnedKey {
  readonly key: string;
  readonly owner: Owner;
}

/** State of conversations and users, and small documents; optimistic locking by version. */
export interface StateStore {
  read(key: string): Promise<{ readonly value: unknown; readonly version: string } | undefined>;
  /**
   * Resolves to the new version. Rejects with `StaleStateError` when the stored version is not the expected one (undefined:
   * must not exist; '*': any). `owner`: whose data it is, if anybody's.
   */
  write(key: string, value: unknown, expected: string | undefined, owner?: Owner): Promise<string>;
  remove(key: string): Promise<void>;
  /** What was written for owners of whom this is true, and not since for others, in any order. */
  ownedBy(whose: Partial<Owner>): Promise<readonly OwnedKey[]>;
  /** Removes what was last written before the instant; resolves to how many keys that were. */
  purge(before: Date): Promise<number>;
}

/** The activities of embedded Direct Line conversations, so that history outlives a restart. Order is that of `append`. */
export interface ConversationLog {
  /** Resolves to the sequence number of the first appended activity; numbers start at 0 and have no gaps. */
  append(conversation: string, activities: readonly unknown[]): Promise<number>;
  read(conversation: string, from: number, limit: number): Promise<readonly unknown[]>;
  /** How many activities there are; 0 for an unknown conversation. */
  length(conversation: string): Promise<number>;
  /** Puts another activity in the place of each, numbers and order kept. */
  rewrite(conversation: string, change: (activity: unknown, sequence: number) => unknown): Promise<void>;
  remove(conversation: string): Promise<void>;
  /** Removes the conversations that were last appended to before the instant; resolves to how many those were. */
  purge(before: Date): Promise<number>;
}

/** A use of the bot as it is kept: of the person only a pseudonym, which no other store would give them. */
export interface NotedUse {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly channel: string;
  readonly use: Use;
}

/** How the bot was used, in order of time. The oldest go when there are some hundred thousand. Not worth waiting for the disk. */
export interface FeedbackStore {
  append(uses: readonly { readonly at: Date; readonly owner: Owner; readonly use: Use }[]): Promise<void>;
  /** From `since` on, and of the owner alone, if given. */
  list(filter?: { readonly since?: Date; readonly owner?: Owner }): Promise<readonly NotedUse[]>;
  /** Removes what is the owner's; resolves to how much that was. */
  forget(owner: Owner): Promise<number>;
  /** Removes what happened before the instant; resolves to how much that was. */
  purge(before: Date): Promise<number>;
}

/** `reason`: for operators, why nothing can be written. */
export type StoreHealth = { readonly writable: true } | { readonly writable: false; readonly reason: string };

/** A conversation to which another process has appended, or a case or callback that is new or changed, by whomever. */
export interface Written {
  readonly what: 'conversation' | 'record';
  /** Of the conversation, the number of the case, or the id of the callback; undefined where some was missed: it may be any. */
  readonly id: string | undefined;
}

export interface Store {
  readonly cases: CaseStore;
  readonly state: StateStore;
  readonly log: ConversationLog;
  readonly feedback: FeedbackStore;
  /** Whether a write would succeed now, found by trying, at most every few seconds; reads may go on without. */
  health(): Promise<StoreHealth>;
  /** Tells what other processes write from now on, until the store is closed. */
  watch(heard: (written: Written) => void): void;
  close(): Promise<void>;
}

/** The stored version is not the one that the writer has seen. */
export class StaleStateError extends Error {
  override readonly name = 'StaleStateError';
}

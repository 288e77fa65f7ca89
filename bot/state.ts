import type { Activity } from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
import type { Memory } from '../dialogs/turn.js';
import type { Owner } from '../handoff/case.js';
import type { StateStore } from '../handoff/store/store.js';

/** What is kept of a conversation between turns. */
export interface ConversationRecord {
  readonly format: 1;
  readonly dialogs: DialogState;
  readonly memory: Memory;
  /** Ids of the activities that were handled, newest last, so that a repeated delivery has no second effect. */
  readonly seen: readonly string[];
  /** The replies of the last turn, said again when its activity is delivered again after a crash. */
  readonly replies: readonly Partial<Activity>[];
}

/** A record and the version under which it was read. */
export interface Loaded {
  readonly record: ConversationRecord;
  readonly version: string | undefined;
}

/** Teams delivers again within minutes; this covers an hour of a busy conversation. */
const remembered = 200;

/** The record of a conversation; a new one when there is none or its format is not ours. */
export async function loadConversation(states: StateStore, key: string): Promise<Loaded> {
  const stored = await states.read(key);
  const record = stored?.value;
  return { record: isRecord(record) ? record : emptyRecord(), version: stored?.version };
}

/** Rejects with StaleStateError when another process has written since. `owner`: who wrote last. */
export async function saveConversation(
  states: StateStore,
  key: string,
  { record, version }: Loaded,
  owner: Owner,
): Promise<void> {
  await states.write(key, { ...record, seen: record.seen.slice(-remembered) }, version, owner);
}

function emptyRecord(): ConversationRecord {
  return { format: 1, dialogs: { dialogStack: [] }, memory: {}, seen: [], replies: [] };
}

function isRecord(value: unknown): value is ConversationRecord {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1;
}

import { isDeepStrictEqual } from 'node:util';

/** Somebody who works at the desk, what acts in their place, such as the telephone, or the customer. `id` is what tells people apart. */
export interface StaffMember {
  readonly id: string;
  /** As colleagues know them. */
  readonly name: string;
}

export const deeds = [
  'claim',
  'release',
  'grade',
  'status',
  'note',
  'add',
  'ring',
  'answered',
  'missed',
  'retry',
  'done',
  'cancel',
] as const;
export type Deed = (typeof deeds)[number];

/** What somebody does to a case or callback. */
export interface Act {
  readonly by: StaffMember;
  readonly deed: Deed;
  readonly note?: string;
  /** The customer may read the note. */
  readonly shown?: boolean;
  /** What a customer added; their words are the note. */
  readonly added?: Added;
}

/** What came along with the words that a customer added to a case. */
export interface Added {
  /** One-time id carried by the confirmation: the same id again adds nothing. */
  readonly draftId: string;
  /** Names, types and ids of files, as an intake notes them. */
  readonly files: readonly string[];
  /** Pasted text; empty when there is none. */
  readonly log: string;
}

/** What was done, by whom and when; kept with the record and never changed. */
export interface TrailEntry extends Act {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The fields that changed, as they were and as they became; null where there was nothing. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The names of the fields of `change` that are not so already. */
export function changedFields<T extends object>(
  before: T,
  change: Partial<T>,
): readonly (keyof T & string)[] {
  return (Object.keys(change) as (keyof T & string)[]).filter(
    (field) => !isDeepStrictEqual(before[field] ?? null, change[field] ?? null),
  );
}

/** The entry that says what an act changed. */
export function trailEntry<T extends object>(act: Act, before: T, change: Partial<T>, at: Date): TrailEntry {
  const fields = changedFields(before, change);
  const pick = (from: Partial<T>) =>
    Object.fromEntries(fields.map((field): [string, unknown] => [field, from[field] ?? null]));
  return { ...act, at: at.toISOString(), before: pick(before), after: pick(change) };
}

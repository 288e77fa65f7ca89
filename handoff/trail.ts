import { isDeepStrictEqual } from 'node:util';

/** Somebody who works at the desk, or what acts in their place, such as the telephone. `id` is what tells people apart. */
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

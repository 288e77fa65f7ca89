import { newAccessCode, readAccessCode } from './case-number.js';
import type { StateStore } from './store/store.js';

/** A draft under its code, and until when it is kept. */
export interface SavedDraft {
  /** Such as `RC-7KDM4-XW9TR`. */
  readonly code: string;
  readonly until: Date;
}

/**
 * Drafts that a customer takes from one conversation to another. The code alone opens one, whoever has it: that is what it is
 * for, so it cannot be guessed and lives for a week. It may be used more than once, since a first try can end on the wrong
 * device; nothing is created twice, as the draft keeps its id. Keys of the state: `draft/<code>`.
 */
export interface Drafts {
  save(draft: unknown): Promise<SavedDraft>;
  /** The draft; undefined for a code that is unknown or has run out. */
  find(code: string): Promise<unknown>;
}

const week = 7 * 24 * 60 * 60 * 1000;

export function createDrafts(states: StateStore, now: () => Date): Drafts {
  return {
    save: async (draft) => {
      const until = new Date(now().getTime() + week);
      const code = `RC-${newAccessCode()}`;
      await states.write(keyOf(code), { format: 1, until: until.toISOString(), draft }, undefined);
      return { code, until };
    },
    find: async (code) => {
      const key = keyOf(code);
      const stored = (await states.read(key))?.value;
      if (!isStored(stored)) return undefined;
      if (new Date(stored.until) > now()) return stored.draft;
      await states.remove(key);
      return undefined;
    },
  };
}

/** The code of a draft in a message, as typed; undefined when there is none. */
export function draftCodeIn(text: string): string | undefined {
  return /\bRC[- ]?[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/i.exec(text.slice(0, 500))?.[0];
}

function keyOf(code: string): string {
  return `draft/${readAccessCode(code)}`;
}

function isStored(value: unknown): value is { readonly until: string; readonly draft: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'until' in value &&
    typeof value.until === 'string' &&
    'draft' in value
  );
}

import type { Owner } from './case.js';
import { newAccessCode, readAccessCode } from './case-number.js';
import type { StateStore } from './store/store.js';

/** A draft under its code, and until when it is kept. */
export interface SavedDraft {
  /** Such as `RC-7KDM4-XW9TR`. */
  readonly code: string;
  readonly until: Date;
}

/** `made`: a case was made of it, here or elsewhere. `unknown`: no such code, or its time has run out. */
export type DraftLookup =
  | { readonly kind: 'draft'; readonly draft: unknown }
  | { readonly kind: 'made'; readonly number: string }
  | { readonly kind: 'unknown' };

/**
 * Drafts that a customer takes from one conversation to another. The code alone opens one, whoever has it: that is what it is
 * for, so it cannot be guessed and lives for a week. It may be used more than once, since a first try can end on the wrong
 * device, until a case is made of it. Keys of the state: `draft/<code>`.
 */
export interface Drafts {
  /** `owner`: whose it is, so that it goes with all else that is kept about them. */
  save(draft: unknown, owner: Owner): Promise<SavedDraft>;
  /** The draft of a code as typed. */
  find(code: string): Promise<DraftLookup>;
  /** A case was made of it: the draft itself is forgotten. */
  finish(code: string, number: string): Promise<void>;
}

interface Stored {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly draft?: unknown;
  /** Number of the case that was made of it. */
  readonly number?: string;
}

const week = 7 * 24 * 60 * 60 * 1000;

export function createDrafts(states: StateStore, now: () => Date): Drafts {
  const write = async (
    code: string,
    content: Pick<Stored, 'draft' | 'number'>,
    owner?: Owner,
  ): Promise<Date> => {
    const until = new Date(now().getTime() + week);
    await states.write(keyOf(code), { format: 1, until: until.toISOString(), ...content }, '*', owner);
    return until;
  };
  return {
    save: async (draft, owner) => {
      const code = `RC-${newAccessCode()}`;
      return { code, until: await write(code, { draft }, owner) };
    },
    find: async (code) => {
      const stored = (await states.read(keyOf(code)))?.value;
      if (!isStored(stored)) return { kind: 'unknown' };
      if (new Date(stored.until) <= now()) {
        await states.remove(keyOf(code));
        return { kind: 'unknown' };
      }
      return stored.number === undefined
        ? { kind: 'draft', draft: stored.draft }
        : { kind: 'made', number: stored.number };
    },
    finish: async (code, number) => void (await write(code, { number })),
  };
}

/** The code of a draft in a message, as typed; undefined when there is none. */
export function draftCodeIn(text: string): string | undefined {
  return /\bRC[- ]?[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/i.exec(text.slice(0, 500))?.[0];
}

function keyOf(code: string): string {
  return `draft/${readAccessCode(code)}`;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'until' in value &&
    typeof value.until === 'string'
  );
}

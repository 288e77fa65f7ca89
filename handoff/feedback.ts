import type { Owner } from './case.js';
import type { Log } from './log.js';
import { redact } from './redact.js';
import { createBatchQueue } from './store/batch-queue.js';
import type { CaseStore, FeedbackStore } from './store/store.js';
import type { Use } from './use.js';

/** Who used the bot. `name`: as the channel shows it, if it does. */
export interface User {
  readonly owner: Owner;
  readonly name?: string;
}

/** What is learned from use: noted beside the conversation, which never waits for it nor fails by it. */
export interface Feedback {
  /** Returns at once; the words of the uses are redacted before they are stored. */
  note(user: User, uses: readonly Use[]): void;
  list: FeedbackStore['list'];
  /** Removes what is the owner's, of what was noted so far. */
  forget: FeedbackStore['forget'];
  /** Resolves when what was noted so far is stored, or could not be. */
  settled(): Promise<void>;
}

interface Noting extends User {
  readonly at: Date;
  readonly uses: readonly Use[];
}

/** Turns that may wait for a slow disk; what comes beyond is dropped, and operators are told. */
const waitingTurns = 1_000;
/** So many of the customer's newest cases tell names, addresses and numbers that are left out of the words. */
const casesRead = 3;

export function createFeedback(parts: {
  readonly store: { readonly feedback: FeedbackStore; readonly cases: Pick<CaseStore, 'listCases'> };
  readonly now: () => Date;
  readonly log: Log;
}): Feedback {
  const { store, now, log } = parts;
  let waiting = 0;

  async function knownOf({ owner, name = '' }: User): Promise<readonly string[]> {
    const cases = await store.cases.listCases({ owner, limit: casesRead });
    return [name, ...cases.flatMap(({ contact }) => [contact.name, contact.email, contact.phone])];
  }

  const queue = createBatchQueue<Noting>(async (turns) => {
    try {
      const noted = await Promise.all(
        turns.map(async ({ at, uses, ...user }) => {
          const known = await knownOf(user);
          return uses.map((use) => ({ at, owner: user.owner, use: redacted(use, known) }));
        }),
      );
      await store.feedback.append(noted.flat());
    } catch (error) {
      log.error({ err: error, turns: turns.length }, 'Feedback could not be stored; answers go on without.');
    } finally {
      waiting -= turns.length;
    }
  });

  return {
    note(user, uses) {
      if (uses.length === 0) return;
      if (waiting >= waitingTurns) {
        log.warn({ waiting }, 'Feedback was dropped: the store is too slow.');
        return;
      }
      waiting += 1;
      queue.push({ ...user, uses, at: now() });
    },
    list: store.feedback.list,
    async forget(owner) {
      await queue.whenIdle();
      return await store.feedback.forget(owner);
    },
    settled: queue.whenIdle,
  };
}

function redacted(use: Use, known: readonly string[]): Use {
  const hidden = 'text' in use ? { ...use, text: redact(use.text, known) } : use;
  return hidden.what === 'rated' ? { ...hidden, comment: redact(hidden.comment, known) } : hidden;
}

import { type Callback, type Case, isSameOwner, type Owner } from './case.js';
import { conversationIn } from './conversation-key.js';
import type { FeedbackStore, NotedUse, Store } from './store/store.js';

/** Whose data are meant: identities of channels, and when somebody asked by e-mail, only cases with that address. */
export interface Person {
  readonly owners: readonly Owner[];
  readonly email?: string;
}

/** Everything that is kept about a person. */
export interface PersonalData {
  readonly cases: readonly Case[];
  readonly callbacks: readonly Callback[];
  /** Conversations as they stand, and drafts, by key. */
  readonly state: readonly { readonly key: string; readonly value: unknown }[];
  /** How they used the bot, as far as it is kept for learning. */
  readonly uses: readonly NotedUse[];
  /** What was said on the chat page, where it is kept. */
  readonly transcripts: readonly { readonly conversation: string; readonly activities: readonly unknown[] }[];
}

export interface Erasure {
  /** Cases and callbacks that no longer say who they were for. */
  readonly made: number;
  /** Open ones: they follow when they are closed. */
  readonly kept: number;
  /** Conversations and drafts that were removed. */
  readonly removed: number;
}

/** What customers can demand about their own data. */
export interface Privacy {
  /** For how many days a conversation or draft is kept after it was last touched. */
  readonly retentionDays: number;
  /** The person behind an e-mail address of a case, or a user id of a channel; undefined when nothing is kept about them. */
  find(named: string): Promise<Person | undefined>;
  dataOf(person: Person): Promise<PersonalData>;
  /**
   * Removes conversations, drafts, transcripts and feedback, and who closed cases and finished callbacks were for; open ones follow.
   * `underWay`: key of the conversation in which it was asked for, whose state the caller empties.
   */
  forget(person: Person, underWay?: string): Promise<Erasure>;
}

/** The one channel whose conversations are kept here, word for word. */
const logged = 'directline';
/** As many activities as are read at once. */
const page = 1000;

/** `retentionDays`: told to customers; `startRetention` sees to it. */
export function createPrivacy(
  {
    cases,
    state,
    log,
    feedback,
  }: Pick<Store, 'cases' | 'state' | 'log'> & { readonly feedback: Pick<FeedbackStore, 'list' | 'forget'> },
  retentionDays: number,
): Privacy {
  async function transcript(conversation: string): Promise<readonly unknown[]> {
    const activities: unknown[] = [];
    for (;;) {
      const read = await log.read(conversation, activities.length, page);
      if (read.length === 0) return activities;
      activities.push(...read);
    }
  }

  async function keysOf({ owners }: Person): Promise<readonly string[]> {
    const found = await Promise.all(owners.map((owner) => state.ownedBy(owner)));
    return found.flat().map(({ key }) => key);
  }

  return {
    retentionDays,
    async find(named) {
      const wanted = named.trim();
      if (wanted === '') return undefined;
      if (wanted.includes('@')) {
        const email = wanted.toLowerCase();
        const theirs = (await cases.listCases()).filter(
          ({ contact }) => contact.email.toLowerCase() === email,
        );
        return theirs.length === 0
          ? undefined
          : { owners: distinct(theirs.map(({ owner }) => owner)), email };
      }
      const known = [
        ...(await cases.listCases()).map(({ owner }) => owner),
        ...(await cases.listCallbacks()).map(({ owner }) => owner),
        ...(await state.ownedBy({ id: wanted })).map(({ owner }) => owner),
      ];
      const owners = distinct(known.filter(({ id }) => id === wanted));
      return owners.length === 0 ? undefined : { owners };
    },

    async dataOf(person) {
      const { owners, email } = person;
      const theirs = (await Promise.all(owners.map((owner) => cases.listCases({ owner })))).flat();
      const meant = theirs.filter(
        ({ contact }) => email === undefined || contact.email.toLowerCase() === email,
      );
      const numbers = new Set<string | null>(meant.map(({ number }) => number));
      const calls = (await Promise.all(owners.map((owner) => cases.listCallbacks({ owner })))).flat();
      const keys = await keysOf(person);
      return {
        cases: meant,
        callbacks: calls.filter(({ caseNumber }) => email === undefined || numbers.has(caseNumber)),
        state: await Promise.all(
          keys.map(async (key) => ({ key, value: (await state.read(key))?.value ?? null })),
        ),
        uses: (await Promise.all(owners.map((owner) => feedback.list({ owner })))).flat(),
        transcripts: await Promise.all(
          keys
            .flatMap((key) => conversationIn(key, logged) ?? [])
            .map(async (conversation) => ({ conversation, activities: await transcript(conversation) })),
        ),
      };
    },

    async forget(person, underWay) {
      const { owners, email } = person;
      const keys = await keysOf(person);
      for (const key of keys) {
        const conversation = conversationIn(key, logged);
        if (conversation !== undefined) await log.rewrite(conversation, emptied);
        if (key !== underWay) await state.remove(key);
      }
      for (const owner of owners) await feedback.forget(owner);
      const forgotten = await Promise.all(owners.map((owner) => cases.forgetOwner(owner, email)));
      const sum = (of: 'made' | 'kept') => forgotten.reduce((total, one) => total + one[of], 0);
      return { made: sum('made'), kept: sum('kept'), removed: keys.length };
    },
  };
}

function distinct(owners: readonly Owner[]): readonly Owner[] {
  return owners.filter((owner, index) => owners.findIndex((one) => isSameOwner(one, owner)) === index);
}

/**
 * An activity that says nothing and that no client is shown. It keeps its place, so that a chat which is open can go on, and the
 * first one keeps the random id of the user that the chat belongs to.
 */
function emptied(activity: unknown, sequence: number): unknown {
  const { id, timestamp, from } = Object(activity) as Readonly<Record<string, unknown>>;
  const user = sequence === 0 ? { from: { id: Object(from).id } } : {};
  return { type: 'conversationUpdate', id, timestamp, ...user };
}

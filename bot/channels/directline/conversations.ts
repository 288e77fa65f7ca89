import type { Activity, ChannelAccount } from 'botbuilder';
import { createKeyQueue } from '../../../handoff/key-queue.js';
import type { ConversationLog } from '../../../handoff/store/store.js';

/** An activity as it stands in the log and as clients see it: with its id and time, without what only the bot reads. */
export type Logged = Partial<Activity> & { readonly id: string; readonly type: string };

/** Activities of the log from some sequence number on, and the number to ask for next: the client's watermark. */
export interface Page {
  readonly activities: readonly Logged[];
  readonly next: number;
}

/** The conversations of this endpoint; the first record of each is the conversationUpdate that began it. */
export interface Conversations {
  /** Undefined when it had begun already. */
  start(conversation: string, user: ChannelAccount, locale: string | undefined): Promise<Logged | undefined>;
  /** The user that it began with; undefined for an unknown conversation. */
  userOf(conversation: string): Promise<string | undefined>;
  /** A client's activity; the earlier record when the client only sends it once more. */
  receive(conversation: string, activity: Partial<Activity>): Promise<Logged>;
  /** An activity of the bot; one that has the id of a logged activity takes its place in the client's transcript. */
  append(conversation: string, activity: Partial<Activity>): Promise<Logged>;
  /** An activity that the bot sends unasked, under an id of its own; passed over when it is logged already. False: the conversation is no more. */
  appendOnce(conversation: string, id: string, activity: Partial<Activity>): Promise<boolean>;
  /** The activity that was logged first under the id. */
  find(conversation: string, id: string): Promise<Logged | undefined>;
  length(conversation: string): Promise<number>;
  page(conversation: string, from: number): Promise<Page>;
}

interface Tail {
  readonly length: number;
  readonly records: readonly Logged[];
}

/** How far back a client's activity is looked for before it counts as new. */
const recent = 50;

/** `appended` is told after every write which conversation has grown. */
export function createConversations(
  log: ConversationLog,
  now: () => Date,
  pageSize: number,
  appended: (conversation: string) => void,
): Conversations {
  const inTurn = createKeyQueue();

  /** The last records: where the log ends, what a client may be repeating, and how late it is there. */
  const tail = async (conversation: string): Promise<Tail> => {
    const length = await log.length(conversation);
    const from = Math.max(0, length - recent);
    return { length, records: (await log.read(conversation, from, recent)) as readonly Logged[] };
  };

  /** Clients order by time, so it grows even when the clock stands still or is set back. */
  const write = async (
    conversation: string,
    activity: Partial<Activity>,
    { length, records }: Tail,
  ): Promise<Logged> => {
    const latest = Math.max(0, ...records.map(({ timestamp }) => Date.parse(String(timestamp)) || 0));
    const timestamp = new Date(Math.max(now().getTime(), latest + 1)).toISOString();
    // In the log a timestamp is text, as on the wire; the framework's type has it as a Date.
    const logged = { id: idOf(conversation, length), timestamp, ...activity } as unknown as Logged;
    await log.append(conversation, [logged]);
    appended(conversation);
    return logged;
  };

  return {
    start: (conversation, user, locale) =>
      inTurn(conversation, async () => {
        const end = await tail(conversation);
        if (end.length > 0) return undefined;
        const begun = {
          type: 'conversationUpdate',
          from: user,
          membersAdded: [user],
          ...(locale && { locale }),
        };
        return write(conversation, begun, end);
      }),

    userOf: async (conversation) => ((await log.read(conversation, 0, 1)) as readonly Logged[])[0]?.from?.id,

    receive: (conversation, activity) =>
      inTurn(conversation, async () => {
        const end = await tail(conversation);
        const key = clientId(activity);
        const known = key === undefined ? undefined : end.records.find((record) => clientId(record) === key);
        return known ?? (await write(conversation, activity, end));
      }),

    append: (conversation, activity) =>
      inTurn(conversation, async () => write(conversation, activity, await tail(conversation))),

    appendOnce: (conversation, id, activity) =>
      inTurn(conversation, async () => {
        const end = await tail(conversation);
        if (end.length === 0) return false;
        if (!end.records.some((record) => record.id === id))
          await write(conversation, { ...activity, id }, end);
        return true;
      }),

    find: async (conversation, id) => {
      const sequence = Number(id.split('|')[1] ?? Number.NaN);
      if (!Number.isSafeInteger(sequence) || id !== idOf(conversation, sequence)) return undefined;
      return ((await log.read(conversation, sequence, 1)) as readonly Logged[])[0];
    },

    length: (conversation) => log.length(conversation),

    page: async (conversation, from) => {
      const records = (await log.read(conversation, from, pageSize)) as readonly Logged[];
      // A watermark beyond the end is that of a log which was restored: the client goes on from where it ends now.
      const next =
        records.length > 0 ? from + records.length : Math.min(from, await log.length(conversation));
      return { activities: records.filter(({ type }) => type !== 'conversationUpdate'), next };
    },
  };
}

const idOf = (conversation: string, sequence: number) =>
  `${conversation}|${String(sequence).padStart(7, '0')}`;

/** The id by which a client recognises its own activity in the echo, and we a repeated one. */
function clientId(activity: Partial<Activity>): string | undefined {
  const id: unknown = activity.channelData?.clientActivityID;
  return activity.from?.role === 'user' && typeof id === 'string' ? id : undefined;
}

import type { Activity, ConversationReference, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { activityOf } from '../../dialogs/activity-of.js';
import { newsOf } from '../../dialogs/news.js';
import type { Reply } from '../../dialogs/reply.js';
import type { Wording } from '../../dialogs/wording.js';
import type { Desk, DeskAnswer, DeskRecord } from '../../handoff/desks/desk.js';
import { StaleStateError, type StateStore } from '../../handoff/store/store.js';
import { withinTime } from '../../handoff/within-time.js';
import { othersReadAlong } from './company.js';
import { serviceUrl } from './directline/bot-activity.js';
import type { Unasked } from './directline/outgoing.js';
import { surfaceOf } from './surface.js';

/** What the Connector's adapter can do beyond answering. */
interface Connector {
  continueConversationAsync(
    appId: string,
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void>;
}

interface Parts {
  readonly say: Wording;
  readonly directLine: Unasked;
  readonly connector: Connector;
  /** Empty without a registration. */
  readonly appId: string;
  readonly states: StateStore;
}

/** Below the time that a delivery is given, so that its outcome is known. */
const patience = 8_000;

const referenceShape = z.looseObject({
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  conversation: z.looseObject({
    id: z.string().min(1),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().nullish(),
  }),
});
type Reference = z.infer<typeof referenceShape>;

const delivered: DeskAnswer = { kind: 'delivered' };

/**
 * The customer as a desk: what staff did is written into the conversation that the case or callback came from, once. Where
 * others read along no details are told. A conversation that has ended is given up, not tried again.
 */
export function createCustomerMessages(parts: Parts): Desk {
  return {
    async deliver(row, record) {
      const entry = row.entry === undefined ? undefined : trailOf(record)[row.entry];
      const reply = entry && newsOf(parts.say, record, entry);
      const parsed = referenceShape.safeParse(conversationOf(record));
      // Somebody who was forgotten has no conversation any more.
      if (reply === undefined || !parsed.success) return delivered;
      const reference = parsed.data;
      const told: Reply = othersReadAlong(reference) ? { text: parts.say('news.group') } : reply;
      const activity = activityOf(told, surfaceOf(reference));
      return reference.serviceUrl === serviceUrl
        ? tellHere(parts, reference, row.idempotencyKey, activity)
        : tellByConnector(parts, reference, row.idempotencyKey, activity);
    },
  };
}

async function tellHere(
  { directLine }: Parts,
  { conversation }: Reference,
  id: string,
  activity: Partial<Activity>,
): Promise<DeskAnswer> {
  if (await directLine.tell(conversation.id, id, activity)) return delivered;
  return { kind: 'refused', reason: 'the conversation has ended: tell the customer in another way' };
}

/**
 * Whether a message arrived cannot be asked of the Connector. So the attempt is noted first, and only one that surely came to
 * nothing is made again: rather no message than the same one twice.
 */
async function tellByConnector(
  { connector, appId, states }: Parts,
  reference: Reference,
  id: string,
  activity: Partial<Activity>,
): Promise<DeskAnswer> {
  const key = `told/${id}`;
  try {
    await states.write(key, {}, undefined);
  } catch (error) {
    if (error instanceof StaleStateError) return delivered;
    throw error;
  }
  try {
    // The schema has checked what the framework reads; the rest is as it came from the channel.
    const address = reference as unknown as Partial<ConversationReference>;
    await withinTime(patience, () =>
      connector.continueConversationAsync(appId, address, async (context) => {
        await context.sendActivity(activity);
      }),
    );
    return delivered;
  } catch (error) {
    const answer = answerTo(error);
    if (answer.kind === 'retry') await states.remove(key);
    return answer;
  }
}

const nowhere = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** What an error of the Connector's client says about the message. */
function answerTo(error: unknown): DeskAnswer {
  const { statusCode, code } = Object(error) as { readonly statusCode?: unknown; readonly code?: unknown };
  if (statusCode === 429 || statusCode === 503 || nowhere.includes(String(code)))
    return { kind: 'retry', reason: `the channel did not take the message (${statusCode ?? code})` };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { kind: 'refused', reason: `the channel refused the message (${statusCode})` };
  const { message } = error instanceof Error ? error : { message: String(error) };
  return { kind: 'refused', reason: `nobody knows whether the customer was told: ${message}` };
}

const trailOf = (record: DeskRecord) => (record.kind === 'case' ? record.case : record.callback).trail ?? [];

const conversationOf = (record: DeskRecord): unknown =>
  (record.kind === 'case' ? record.case : record.callback).conversation;

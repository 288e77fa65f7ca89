import type { TurnContext } from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
import type { Dialogs } from '../dialogs/dialogs.js';
import type { Services } from '../dialogs/services.js';
import type { Memory } from '../dialogs/turn.js';
import { conversationKey } from '../handoff/conversation-key.js';
import type { Feedback } from '../handoff/feedback.js';
import { createKeyQueue } from '../handoff/key-queue.js';
import { StaleStateError, type StateStore } from '../handoff/store/store.js';
import type { Use } from '../handoff/use.js';
import { buffered } from './buffered.js';
import { apologise } from './errors.js';
import type { Logger } from './log.js';
import { userOf } from './owner.js';
import type { Ratings } from './ratings.js';
import { createRecent, type Recent } from './recent.js';
import type { Recognizer } from './recognizer/recognizer.js';
import { respond } from './respond.js';
import { type ConversationRecord, loadConversation, saveConversation } from './state.js';

export interface BotParts {
  readonly services: Services;
  readonly dialogs: Dialogs;
  readonly recognizer: Recognizer;
  readonly states: StateStore;
  readonly feedback: Pick<Feedback, 'note'>;
  readonly ratings: Pick<Ratings, 'gave'>;
  readonly log: Logger;
}

/** Handles one activity; resolves when its replies were handed to the channel. */
export type Bot = (context: TurnContext) => Promise<void>;

/** How often a turn is tried when another process has written the conversation meanwhile. */
const attempts = 3;

/**
 * One activity, one turn. Turns of a conversation run one after the other; an activity that is delivered again has no
 * second effect; replies leave only after the state is saved. An unexpected error ends in an apology, the state unchanged.
 */
export function createBot(parts: BotParts): Bot {
  const oneAtATime = createKeyQueue();
  const replied = createRecent<true>(10_000);
  const { say, newId } = parts.services;
  return async (context) => {
    const { conversation, channelId } = context.activity;
    const key = conversationKey(channelId, conversation.id);
    await oneAtATime(key, async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await handle(parts, context, key, replied);
        } catch (error) {
          if (error instanceof StaleStateError && attempt < attempts) continue;
          return await apologise(context, error, { say, newId, log: parts.log });
        }
      }
    });
  };
}

async function handle(
  parts: BotParts,
  context: TurnContext,
  key: string,
  replied: Recent<true>,
): Promise<void> {
  const { record, version } = await loadConversation(parts.states, key);
  const id = context.activity.id ?? '';
  const turnKey = `${key}/${id}`;
  if (id !== '' && record.seen.includes(id)) {
    // The process may have died between saving and replying: then this delivery is the channel's second try.
    if (record.seen.at(-1) === id && !replied.has(turnKey)) await context.sendActivities([...record.replies]);
    replied.set(turnKey, true);
    return;
  }
  const memory: Memory = structuredClone(record.memory);
  const dialogs: DialogState = structuredClone(record.dialogs);
  const uses: Use[] = [];
  const note = (use: Use): void => void uses.push(use);
  const replies = await buffered(context, () => respond(parts, context, dialogs, memory, note));
  const seen = id === '' ? record.seen : [...record.seen, id];
  const next: ConversationRecord = { format: 1, dialogs, memory, seen, replies };
  const user = userOf(context.activity);
  await saveConversation(parts.states, key, { record: next, version }, user.owner);
  parts.feedback.note(user, uses);
  const sent = replies.length > 0 ? await context.sendActivities([...replies]) : [];
  const answers = uses.some(({ what }) => what === 'answered');
  const ids = sent.flatMap((one) => one?.id ?? []);
  if (answers && memory.answered) parts.ratings.gave(key, ids, memory.answered);
  replied.set(turnKey, true);
}

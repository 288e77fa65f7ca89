import type { Activity } from 'botbuilder';
import { botAccount, fromBot } from './bot-activity.js';
import { type Endpoint, newId } from './endpoint.js';

/** How the bot writes to conversations of this endpoint. */
export interface Outgoing {
  /** Resolves to the ids, in order, once the activities are in the log; typing is only shown to those who look now. */
  post(conversation: string, activities: readonly Partial<Activity>[]): Promise<readonly string[]>;
  /** Takes the place of the logged activity with this id; unknown ids are passed over. */
  replace(conversation: string, id: string, activity: Partial<Activity>): Promise<void>;
}

/** How a customer is written to outside a turn. */
export interface Unasked {
  /** Once for each id, however often it is called; false when the conversation is no more. */
  tell(conversation: string, id: string, activity: Partial<Activity>): Promise<boolean>;
}

export function createUnasked({ conversations }: Endpoint): Unasked {
  return {
    tell: (conversation, id, activity) =>
      conversations.appendOnce(conversation, id, fromBot(conversation, activity)),
  };
}

export function createOutgoing({ conversations, streams }: Endpoint): Outgoing {
  const postOne = async (conversation: string, activity: Partial<Activity>) => {
    if (activity.type === 'typing') {
      const id = newId();
      streams.tell(conversation, { ...fromBot(conversation, activity), id });
      return id;
    }
    return (await conversations.append(conversation, fromBot(conversation, activity))).id;
  };

  return {
    post: async (conversation, activities) => {
      const ids: string[] = [];
      for (const activity of activities) ids.push(await postOne(conversation, activity));
      return ids;
    },
    replace: async (conversation, id, activity) => {
      const original = await conversations.find(conversation, id);
      if (original?.from?.id !== botAccount.id) return;
      const { timestamp } = original;
      await conversations.append(conversation, {
        ...fromBot(conversation, activity),
        id,
        ...(timestamp && { timestamp }),
      });
    },
  };
}

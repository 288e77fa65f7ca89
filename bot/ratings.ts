import type { Answered } from '../dialogs/turn.js';
import type { Feedback, User } from '../handoff/feedback.js';
import type { StateStore } from '../handoff/store/store.js';
import { createRecent } from './recent.js';
import { loadConversation } from './state.js';

/** A rating that comes not as a message but by the channel's own means, such as the thumbs below a message in Teams. */
export interface Rating {
  readonly user: User;
  readonly conversationKey: string;
  /** The bot's message that is rated; without it, and for messages of before the last start, the last answer. */
  readonly activityId?: string;
  readonly helped: boolean;
  readonly comment?: string;
}

/** Ratings by channels. */
export interface Ratings {
  /** Remembers, while the program runs, that these activities gave the answer. */
  gave(conversationKey: string, activityIds: readonly string[], answer: Answered): void;
  /** Resolves to false when there is no answer that it could be about. */
  rate(rating: Rating): Promise<boolean>;
}

/** As many messages as somebody may still scroll back to and rate. */
const remembered = 10_000;

export function createRatings(parts: {
  readonly states: StateStore;
  readonly feedback: Pick<Feedback, 'note'>;
}): Ratings {
  const { states, feedback } = parts;
  const given = createRecent<Answered>(remembered);
  const keyOf = (conversationKey: string, activityId: string) => `${conversationKey}/${activityId}`;
  return {
    gave(conversationKey, activityIds, answer) {
      for (const id of activityIds) if (id !== '') given.set(keyOf(conversationKey, id), answer);
    },
    async rate({ user, conversationKey, activityId = '', helped, comment = '' }) {
      const answered =
        given.get(keyOf(conversationKey, activityId)) ??
        (await loadConversation(states, conversationKey)).record.memory.answered;
      if (answered === undefined) return false;
      const { answer, entry, text } = answered;
      feedback.note(user, [{ what: 'rated', answer, entry, helped, comment, text }]);
      return true;
    },
  };
}

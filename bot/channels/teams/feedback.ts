import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { conversationKey } from '../../../handoff/conversation-key.js';
import { maskSecrets } from '../../../knowledge/secrets.js';
import { userOf } from '../../owner.js';
import type { Rating } from '../../ratings.js';

/** As much of a comment as is kept, in characters. */
const longestComment = 2000;

const submitted = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({
    reaction: z.enum(['like', 'dislike']),
    feedback: z.string().max(20_000).optional().catch(undefined),
  }),
});
const words = z.object({ feedbackText: z.string() });

/** The rating in a `message/submitAction`, secrets in its comment masked; undefined when it is none. */
export function readFeedback(activity: Activity): Rating | undefined {
  const { success, data } = submitted.safeParse(activity.value);
  const { replyToId, channelId, conversation } = activity;
  if (!success || replyToId === undefined) return undefined;
  const { reaction, feedback = '' } = data.actionValue;
  const { text: comment } = maskSecrets(commentIn(feedback).toWellFormed().trim().slice(0, longestComment));
  return {
    user: userOf(activity),
    conversationKey: conversationKey(channelId, conversation.id),
    activityId: replyToId,
    helped: reaction === 'like',
    comment,
  };
}

/** Teams sends the comment as JSON text; other text is taken for the comment itself. */
function commentIn(feedback: string): string {
  try {
    const { success, data } = words.safeParse(JSON.parse(feedback));
    return success ? data.feedbackText : '';
  } catch {
    return feedback;
  }
}

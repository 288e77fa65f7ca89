import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Owner } from '../../../handoff/case.js';
import { maskSecrets } from '../../../knowledge/secrets.js';
import { ownerOf } from '../../owner.js';

/** What a customer thinks of an answer. */
export interface Feedback {
  /** Activity id of the message that was rated. */
  readonly replyToId: string;
  readonly conversation: string;
  readonly owner: Owner;
  readonly reaction: 'like' | 'dislike';
  /** In the customer's words, secrets masked, at most 2000 characters; '' for none. */
  readonly comment: string;
}

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

/** The rating in a `message/submitAction`; undefined when it is none. */
export function readFeedback(activity: Activity): Feedback | undefined {
  const { success, data } = submitted.safeParse(activity.value);
  const { replyToId, conversation } = activity;
  if (!success || replyToId === undefined) return undefined;
  const { reaction, feedback = '' } = data.actionValue;
  const { text } = maskSecrets(commentIn(feedback).toWellFormed().trim().slice(0, longestComment));
  return { replyToId, conversation: conversation.id, owner: ownerOf(activity), reaction, comment: text };
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

import type { TurnContext } from 'botbuilder';
import { activityOf } from './activity-of.js';
import type { Reply } from './reply.js';
import { turnOf } from './turn.js';

/** Says the replies in their order, as the channel of the turn can show them. */
export async function send(context: TurnContext, replies: readonly Reply[]): Promise<void> {
  const { surface } = turnOf(context);
  for (const reply of replies) await context.sendActivity(activityOf(reply, surface));
}

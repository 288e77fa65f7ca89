import type { TurnContext } from 'botbuilder';
import { activityOf } from '../dialogs/activity-of.js';
import type { Wording } from '../dialogs/wording.js';
import { surfaceOf } from './channels/surface.js';
import type { Logger } from './log.js';

/** The one place where unexpected errors of a turn end: logged under a reference that the customer is given. */
export async function apologise(
  context: TurnContext,
  error: unknown,
  { say, log, newId }: { readonly say: Wording; readonly log: Logger; readonly newId: () => string },
): Promise<void> {
  const reference = newId().slice(0, 8);
  log.error({ reference, err: error, channel: context.activity.channelId }, 'a turn failed');
  const buttons = [{ title: say('offer.human') }];
  await context.sendActivity(
    activityOf({ text: say('error', { reference }), buttons }, surfaceOf(context.activity)),
  );
}

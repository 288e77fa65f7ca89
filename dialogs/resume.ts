import type { DialogContext } from 'botbuilder-dialogs';
import { draftCodeIn } from '../handoff/drafts.js';
import { restoreForm } from './form-state.js';
import { activityOf } from './reply.js';
import type { Services } from './services.js';

/** Takes up the draft whose code the message holds; a conversation under way is not given up for it. */
export async function resume(
  { drafts, say, newId }: Services,
  dc: DialogContext,
  text: string,
): Promise<void> {
  const draft = await drafts.find(draftCodeIn(text) ?? '');
  if (draft !== undefined && dc.activeDialog === undefined) {
    await dc.beginDialog('incident', { resumed: restoreForm(draft, newId) });
    return;
  }
  await dc.context.sendActivity(
    activityOf({ text: say(draft === undefined ? 'resume.unknown' : 'resume.busy') }),
  );
  await dc.repromptDialog();
}

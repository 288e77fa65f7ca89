import type { DialogContext } from 'botbuilder-dialogs';
import { draftCodeIn } from '../handoff/drafts.js';
import { restoreForm } from './form-state.js';
import { send } from './send.js';
import type { Services } from './services.js';

/** Takes up the draft whose code the message holds; a conversation under way is not given up for it. */
export async function resume(
  { drafts, say, newId }: Services,
  dc: DialogContext,
  text: string,
): Promise<void> {
  const found = await drafts.find(draftCodeIn(text) ?? '');
  if (found.kind === 'draft' && dc.activeDialog === undefined) {
    // Whoever takes it up may be known under another identity; their confirmation needs an id of its own.
    const draft = restoreForm(found.draft, newId);
    const codes = [...(draft.carry.codes ?? []), draftCodeIn(text) ?? ''];
    const resumed = { ...draft, draftId: newId(), carry: { ...draft.carry, codes } };
    await dc.beginDialog('incident', { resumed });
    return;
  }
  const answer =
    found.kind === 'made'
      ? say('resume.made', { number: found.number })
      : say(found.kind === 'draft' ? 'resume.busy' : 'resume.unknown');
  await send(dc.context, [{ text: answer }]);
  await dc.repromptDialog();
}

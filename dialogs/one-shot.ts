import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { activityOf, type Reply } from './reply.js';
import { type Turn, turnOf } from './turn.js';

/** A dialog that says something and is over, so that a guided conversation below it goes on at once. */
export class OneShot<Options extends object> extends Dialog<Options> {
  constructor(
    id: string,
    private readonly replies: (turn: Turn, options: Options) => Promise<readonly Reply[]> | readonly Reply[],
  ) {
    super(id);
  }

  override async beginDialog(dc: DialogContext, options?: Options): Promise<DialogTurnResult> {
    for (const reply of await this.replies(turnOf(dc.context), options ?? ({} as Options))) {
      await dc.context.sendActivity(activityOf(reply));
    }
    return await dc.endDialog();
  }
}

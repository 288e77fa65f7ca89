import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import type { Reply } from './reply.js';
import { send } from './send.js';
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
    await send(dc.context, await this.replies(turnOf(dc.context), options ?? ({} as Options)));
    return await dc.endDialog();
  }
}

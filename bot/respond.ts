import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { DialogContext, DialogState } from 'botbuilder-dialogs';
import type { Dialogs } from '../dialogs/dialogs.js';
import type { Stance } from '../dialogs/form-dialog.js';
import { activityOf, type Reply } from '../dialogs/reply.js';
import { helpButtons } from '../dialogs/talk.js';
import { type Memory, setTurn, type Turn } from '../dialogs/turn.js';
import { maskSecrets } from '../knowledge/secrets.js';
import type { BotParts } from './bot.js';
import { isTooLong, textLimit } from './channels/text-limit.js';
import { ownerOf } from './owner.js';
import { type Beginning, type DialogId, decideTurn, type TurnDecision } from './turn.js';
import { understand } from './understand.js';

/** Runs the dialogs on one activity; changes `state` and `memory` in place, replies through the context. */
export async function respond(
  { services, recognizer, dialogs }: Pick<BotParts, 'services' | 'recognizer' | 'dialogs'>,
  context: TurnContext,
  state: DialogState,
  memory: Memory,
): Promise<void> {
  const { activity } = context;
  const { say } = services;
  const send = async (reply: Reply): Promise<void> => void (await context.sendActivity(activityOf(reply)));

  if (activity.type === ActivityTypes.ConversationUpdate) {
    if (customerJoined(activity)) await send({ text: say('welcome'), buttons: helpButtons(services) });
    return;
  }
  if (activity.type !== ActivityTypes.Message) return;

  if (isTooLong(activity)) return await send({ text: say('too-long', { limit: textLimit }) });
  // In a Teams group the bot is mentioned; its name is no part of what was said.
  const heard = wellFormed(TurnContext.removeRecipientMention(activity) ?? activity.text);
  const { text, found } = maskSecrets(heard);
  if (found.length > 0)
    await send({ text: say('masked', { what: found.map((kind) => say(`secret.${kind}`)).join(', ') }) });

  const turn: Turn = {
    text,
    action: actionOf(activity.value),
    recognition: await understand(services, recognizer, text, memory),
    owner: ownerOf(activity),
    conversation: TurnContext.getConversationReference(activity),
    memory,
  };
  setTurn(context, turn);
  const dc = await dialogs.contextOf(context, state);
  if (text === '' && turn.action === undefined) {
    await send({ text: say('silence') });
    return await dc.repromptDialog();
  }
  if (turn.action !== undefined && dc.activeDialog === undefined) return await send(dialogs.repeated(turn));
  const waiting = dc.activeDialog && dialogs.stance(dc.activeDialog, turn);
  const decision = await decide(dialogs, turn, waiting);
  if (decision.kind === 'continue') await dc.continueDialog();
  else await begin(dc, turn, activity.conversation.isGroup ? inGroup(decision) : decision);
}

async function decide(dialogs: Dialogs, turn: Turn, waiting: Stance | undefined): Promise<TurnDecision> {
  if (turn.action !== undefined) return { kind: 'continue' };
  if (!waiting?.fits && (await dialogs.managesCallback(turn))) return { kind: 'begin', dialog: 'manage' };
  return decideTurn(turn.recognition, waiting);
}

/** Where others read along, nothing is said of cases and callbacks. */
function inGroup(decision: Beginning): Beginning {
  const open: readonly DialogId[] = ['answer', 'talk', 'help', 'restart', 'nothing'];
  return open.includes(decision.dialog) ? decision : { kind: 'begin', dialog: 'private' };
}

async function begin(dc: DialogContext, { recognition, text }: Turn, decision: Beginning): Promise<void> {
  if (decision.dialog === 'restart') await dc.cancelAllDialogs();
  if (decision.dialog === 'incident') {
    const reported = recognition.kind === 'incident';
    await dc.beginDialog('incident', reported ? { message: text, report: recognition } : { message: text });
  } else {
    await dc.beginDialog(decision.dialog, decision.callback ? { wanted: decision.callback } : {});
  }
}

/** Text that every store and channel takes: no NUL, no lone surrogates, no control or direction-changing characters. */
function wellFormed(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .trim();
}

/** The fields of a button's or card's value that the bot knows, as strings; undefined when it sent none. */
function actionOf(value: unknown): Turn['action'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = Object.entries(value).filter(
    ([key, one]) => (key === 'do' || key === 'draft') && typeof one === 'string',
  );
  return Object.fromEntries(known);
}

function customerJoined({ membersAdded = [], recipient }: Activity): boolean {
  return membersAdded.some(({ id }) => id !== recipient?.id);
}

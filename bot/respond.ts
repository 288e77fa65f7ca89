import { type Activity, ActivityTypes, TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogInstance, DialogState } from 'botbuilder-dialogs';
import { activityOf } from '../dialogs/activity-of.js';
import { filesOf } from '../dialogs/attached-file.js';
import { beginAddition } from '../dialogs/begin-addition.js';
import { isOrder } from '../dialogs/callback-reading.js';
import type { Dialogs } from '../dialogs/dialogs.js';
import { yesNo } from '../dialogs/form.js';
import { relatedCase } from '../dialogs/related-case.js';
import type { Reply } from '../dialogs/reply.js';
import { resume } from '../dialogs/resume.js';
import type { Services } from '../dialogs/services.js';
import type { Stance } from '../dialogs/stance.js';
import { helpButtons } from '../dialogs/talk.js';
import { type Memory, setTurn, type Turn } from '../dialogs/turn.js';
import { conversationKey } from '../handoff/conversation-key.js';
import { draftCodeIn } from '../handoff/drafts.js';
import { foreignLanguage } from '../knowledge/language.js';
import { choiceIn, isOneOf, type Replies } from '../knowledge/replies.js';
import { maskSecrets } from '../knowledge/secrets.js';
import { isTimeZone } from '../policy/wall-clock.js';
import type { BotParts } from './bot.js';
import { arrivalIn } from './channels/arrival.js';
import { othersReadAlong } from './channels/company.js';
import { surfaceOf } from './channels/surface.js';
import { isTooLong, pasteLimit, textLimit } from './channels/text-limit.js';
import { wordsOf } from './channels/words.js';
import { noteEscalation } from './escalation.js';
import { incidentOptions, tellsProblem } from './incident-options.js';
import { ownerOf } from './owner.js';
import { readPress } from './press.js';
import { type Beginning, type DialogId, decideTurn, type TurnDecision } from './turn.js';
import { understand } from './understand.js';

/** Runs the dialogs on one activity; changes `state` and `memory` in place, replies through the context, tells `note` what happened. */
export async function respond(
  { services, recognizer, dialogs }: Pick<BotParts, 'services' | 'recognizer' | 'dialogs'>,
  context: TurnContext,
  state: DialogState,
  memory: Memory,
  note: Turn['note'],
): Promise<void> {
  const { activity } = context;
  const { say } = services;
  const surface = surfaceOf(activity);
  const group = othersReadAlong(activity);
  const send = async (reply: Reply): Promise<void> =>
    void (await context.sendActivity(activityOf(reply, surface)));

  const arrival = arrivalIn(activity);
  // Teams tells of one installation in two ways.
  if (arrival === 'come' && !memory.welcomed)
    await send(
      group ? { text: say('welcome-group') } : { text: say('welcome'), buttons: helpButtons(services) },
    );
  if (arrival !== undefined) memory.welcomed = arrival === 'come';
  if (activity.type !== ActivityTypes.Message) return;

  const guided = state.dialogStack.length > 0;
  const limit = guided ? pasteLimit : textLimit;
  const tooLong = isTooLong(activity, limit);
  const press = readPress(activity.value);
  const heard = tooLong ? '' : wellFormed(press?.say ?? wordsOf(activity));
  const { text, found } = maskSecrets(heard);
  if (found.length > 0)
    await send({ text: say('masked', { what: found.map((kind) => say(`secret.${kind}`)).join(', ') }) });

  const dc = await dialogs.contextOf(context, state);
  // A button whose step is still open, or that belongs to none, is words as if typed.
  const isWords =
    press?.say !== undefined &&
    press.action.do === undefined &&
    (press.action.draft === undefined || dialogs.isOpen(dc.activeDialog, press.action));
  const turn: Turn = {
    text,
    action: isWords ? undefined : press?.action,
    recognition: await understand(services, recognizer, text, memory),
    files: filesOf(activity.attachments),
    foreign: foreignLanguage(text, services.knowledge.replies.languages),
    away: guided && isLongAgo(memory.seenAt, services.now()),
    guided,
    owner: ownerOf(activity),
    conversation: TurnContext.getConversationReference(activity),
    surface,
    conversationKey: conversationKey(activity.channelId, activity.conversation.id),
    timeZone: timeZoneOf(activity),
    awaited: memory.awaits,
    memory,
    note,
  };
  delete memory.awaits;
  setTurn(context, turn);
  memory.seenAt = services.now().toISOString();
  const { offered } = memory;
  delete memory.offered;
  if (tooLong || (text === '' && turn.action === undefined && turn.files.length === 0)) {
    await send({ text: tooLong ? say('too-long', { limit }) : say('silence') });
    return await dc.repromptDialog();
  }
  if (turn.action !== undefined && dc.activeDialog === undefined) return await send(dialogs.repeated(turn));
  const waiting = dc.activeDialog && dialogs.stance(dc.activeDialog, turn);
  const { replies } = services.knowledge;
  const accepts =
    turn.action === undefined &&
    offered !== undefined &&
    (choiceIn(text, yesNo, replies) === 'yes' || (offered === 'callback' && isOrder(services, text)));
  const decision: TurnDecision = accepts
    ? { kind: 'begin', dialog: offered }
    : await decide(dialogs, replies, turn, waiting, dc.activeDialog);
  const reports = decision.kind === 'begin' && decision.dialog === 'incident';
  if (turn.foreign !== undefined && (waiting || reports) && !memory.languageTold)
    await send({ text: say(`language.${turn.foreign}`) });
  if (turn.foreign !== undefined) memory.languageTold = true;
  if (decision.kind === 'continue') return void (await dc.continueDialog());
  const allowed = group ? inGroup(decision) : decision;
  if (allowed.dialog === 'resume') await resume(services, dc, text);
  else await begin(services, dc, turn, allowed, offered === 'incident' ? memory.unanswered : undefined);
}

async function decide(
  dialogs: Dialogs,
  replies: Replies,
  turn: Turn,
  waiting: Stance | undefined,
  active: DialogInstance | undefined,
): Promise<TurnDecision> {
  if (turn.action !== undefined) return { kind: 'continue' };
  if (draftCodeIn(turn.text) !== undefined) return { kind: 'begin', dialog: 'resume' };
  const claim = await dialogs.claimOn(turn, active, waiting?.fits ?? false);
  if (claim !== undefined) return { kind: 'begin', ...claim };
  if (waiting === undefined && turn.text === '') return { kind: 'begin', dialog: 'incident' };
  // "Broken" alone is too little for the recogniser, and says enough.
  if (waiting === undefined && isOneOf(turn.text, replies.values.problem ?? []))
    return { kind: 'begin', dialog: 'incident' };
  const decision = decideTurn(turn.recognition, waiting);
  const courtesy = decision.kind === 'begin' && (decision.dialog === 'talk' || decision.dialog === 'answer');
  if (!courtesy) return decision;
  const unread = turn.foreign !== undefined || turn.recognition.kind === 'unknown';
  if (!waiting && unread && tellsProblem(replies, turn)) return { kind: 'begin', dialog: 'incident' };
  if (turn.foreign === undefined) return decision;
  return waiting ? { kind: 'continue' } : { kind: 'begin', dialog: 'language' };
}

/** So long that a customer may have forgotten where we were, in milliseconds. */
const longPause = 60 * 60 * 1000;

function isLongAgo(seenAt: string | undefined, now: Date): boolean {
  return seenAt !== undefined && now.getTime() - new Date(seenAt).getTime() >= longPause;
}

/** Where others read along, nothing is said of cases and callbacks. */
function inGroup(decision: Beginning): Beginning {
  const open: readonly DialogId[] = ['answer', 'rate', 'talk', 'help', 'language', 'restart', 'nothing'];
  return open.includes(decision.dialog) ? decision : { kind: 'begin', dialog: 'private' };
}

/** `unanswered`: the question that nothing was found for and a case was just offered for. */
async function begin(
  services: Services,
  dc: DialogContext,
  turn: Turn,
  decision: Beginning,
  unanswered: string | undefined,
): Promise<void> {
  noteEscalation(services, turn, decision);
  if (decision.dialog === 'restart' || decision.dialog === 'forget') await dc.cancelAllDialogs();
  else if (decision.instead) {
    await dc.endDialog();
    // What lay below goes on: the report that the callback was asked for in.
    if (dc.activeDialog !== undefined) return;
  }
  if (decision.dialog === 'add') return await beginAddition(services, dc, turn);
  if (decision.dialog !== 'incident') {
    await dc.beginDialog(decision.dialog, {});
    return;
  }
  const options =
    (await relatedCase(services, turn)) ?? incidentOptions(services.knowledge.replies, turn, unanswered);
  await dc.beginDialog('incident', options);
}

/** Text that every store and channel takes: no NUL, no lone surrogates, no control or direction-changing characters. */
function wellFormed(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .trim();
}

/** The customer's time zone, if it is one; channels pass on what a browser says. */
function timeZoneOf({ localTimezone }: Activity): string | undefined {
  return typeof localTimezone === 'string' && isTimeZone(localTimezone) ? localTimezone : undefined;
}

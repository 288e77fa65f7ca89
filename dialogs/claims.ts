import type { DialogInstance } from 'botbuilder-dialogs';
import { choiceIn, mentions } from '../knowledge/replies.js';
import { additionIn, isAddButton, ordersAddition } from './addition-words.js';
import { accessCodeIn, caseNumberIn } from './case-named.js';
import { yesNo } from './form.js';
import { restoreForm } from './form-state.js';
import { managesCallback } from './manage-callback.js';
import { offerIn } from './offers.js';
import { privacyDemand } from './privacy.js';
import { isRating } from './rating.js';
import { relatedCase } from './related-case.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** What a message asks for in words that the recogniser does not know, and whether the conversation under way ends with it. */
export interface Claim {
  readonly dialog: 'status' | 'add' | 'manage' | 'callback' | 'privacy' | 'forget' | 'incident' | 'rate';
  readonly instead?: boolean;
}

/** As many words as a look-up has; in a longer message a case number is part of a description. */
const lookUpWords = 12;

/**
 * Requests about callbacks, cases and personal data that exist already, and answers to what the last reply asked for. `fits`: the
 * message also answers the open question; then only what cannot be meant so counts.
 */
export async function claimOn(
  services: Services,
  turn: Turn,
  active: DialogInstance | undefined,
  fits: boolean,
): Promise<Claim | undefined> {
  const { text, awaited } = turn;
  const arranging = active?.id === 'callback';
  if (arranging && wantsTriage(services, turn, active, fits)) return { dialog: 'incident', instead: true };
  if (awaited?.kind === 'code' && accessCodeIn(text) !== '')
    return { dialog: awaited.words === undefined ? 'status' : 'add' };
  if (active === undefined && (await relatedCase(services, turn)) !== undefined)
    return { dialog: 'incident' };

  const demand = privacyDemand(services, turn);
  if (demand === 'privacy-confirm') return { dialog: 'forget', instead: true };
  if (demand !== undefined) return { dialog: 'privacy' };

  if (fits && awaited?.kind !== 'phone') return undefined;
  if (isRating(services, turn)) return { dialog: 'rate' };
  if (await managesCallback(services, turn, arranging)) return { dialog: 'manage' };
  const { replies } = services.knowledge;
  const short = text.split(/\s+/).length <= lookUpWords;
  if (active === undefined && short && mentions(text, 'another-callback', replies))
    return { dialog: 'callback' };
  const pressed = active?.id !== 'add' && isAddButton(services.say, text);
  if (pressed || (active === undefined && (await adds(services, turn)))) return { dialog: 'add' };
  const changing = ['case-change', 'add-order'].some((words) => mentions(text, words, replies));
  const ofCase = turn.recognition.kind === 'incident' ? 'my-case' : 'own-case';
  const changes = short && changing && mentions(text, ofCase, replies);
  if (changes && active === undefined && (await services.handoff.casesOf(turn.owner)).length > 0)
    return { dialog: 'status' };
  const looksUp = caseNumberIn(text) !== undefined && short;
  if (!looksUp) return undefined;
  const wantsCall = mentions(text, 'call-order', replies);
  return { dialog: wantsCall ? 'callback' : 'status' };
}

/** Whether the message is to be added to a case; without any case that could be meant only where it says nothing else. */
async function adds(services: Services, turn: Turn): Promise<boolean> {
  if (additionIn(services, turn) === undefined) return false;
  if (caseNumberIn(turn.text) !== undefined || turn.memory.shown !== undefined) return true;
  return ordersAddition(services, turn.text) || (await services.handoff.casesOf(turn.owner)).length > 0;
}

/** So sure must the recogniser be where another conversation is under way. */
const sure = 0.8;

/** Whether the problem is to be reported first: said, or just done, at any step of a callback form, or as the answer to its offer. */
function wantsTriage(
  services: Services,
  { text, recognition }: Turn,
  { state }: DialogInstance,
  fits: boolean,
): boolean {
  const { intent, kind, certainty } = recognition;
  if (offerIn(services, text) === 'create-case') return true;
  if (!fits && kind === 'action' && intent === 'create-case' && certainty > sure) return true;
  const { asking, answers } = restoreForm(state, () => '');
  const hasCase = answers.case !== undefined && answers.case !== 'none';
  if (kind === 'incident' && certainty > sure && !hasCase && asking !== 'about') return true;
  return asking === 'triage' && choiceIn(text, yesNo, services.knowledge.replies) === 'yes';
}

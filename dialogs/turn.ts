import type { TurnContext } from 'botbuilder';
import type { Owner } from '../handoff/case.js';
import type { Use } from '../handoff/use.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import type { Answers } from '../policy/intake.js';
import type { AttachedFile } from './attached-file.js';
import type { Surface } from './surface.js';

/** What dialogs remember of a conversation between turns. */
export interface Memory {
  /** The entry answered last and the question it answered, for follow-up questions. */
  entry?: string;
  question?: string;
  /** The same answer, for who rates it. */
  answered?: Answered;
  /** The note on the document's age and nature was shown. */
  guideShown?: boolean;
  /** Registration and privacy were mentioned. */
  registrationShown?: boolean;
  privacyShown?: boolean;
  /** How many messages in a row the bot had no answer for. */
  misses?: number;
  /** The message that nothing was found for, in case the customer wants a case of it. */
  unanswered?: string;
  /** Hello was said. */
  welcomed?: boolean;
  /** When the customer wrote last, ISO 8601. */
  seenAt?: string;
  /** The dialog that the last reply offered, so that "yes" begins it. */
  offered?: 'incident' | 'callback';
  /** The customer was told in their language that English works best. */
  languageTold?: boolean;
  /** Who the customer is, as they said for the newest case of this conversation. */
  contact?: Answers;
  /** The newest case of this conversation. */
  caseNumber?: string;
  /** The case that was made or looked up last, with the access code that was given for it, if any. */
  shown?: { readonly number: string; readonly code?: string };
  /** What the customer said of the contract: ids, or the name of a level that the document does not map. */
  stated?: { readonly level?: string; readonly region?: string };
  /** What the last reply asked for outside a guided conversation; forgotten with the next message. */
  awaits?: Expectation;
  /** What was created from which draft, newest last, for a button that is pressed again. */
  made?: readonly Made[];
}

/** What came of a draft: a case or callback of this number, or words that were added to that case. */
interface Made {
  readonly draft: string;
  readonly number: string;
  readonly added?: boolean;
}

/** An answer that can be rated. */
export interface Answered {
  /** Its id in what is noted of it. */
  readonly answer: string;
  readonly entry: string;
  /** The question in the customer's words. */
  readonly text: string;
  /** The entries that came next, nearest first. */
  readonly next: readonly string[];
  readonly rated?: boolean;
}

/**
 * The access code of a case (with the words that are to be added to it), the consent to open a new case that is related to a closed
 * one, another number for a callback, the consent to be forgotten, one of the entries that were offered for
 * the words, or what was missing in the answer to them.
 */
export type Expectation =
  | { readonly kind: 'choice' | 'missing'; readonly text: string; readonly entries: readonly string[] }
  | { readonly kind: 'code'; readonly number: string; readonly words?: string }
  | { readonly kind: 'related'; readonly number: string; readonly words: string }
  | { readonly kind: 'phone'; readonly callback: string }
  | { readonly kind: 'forget' };

/** One message of the customer and what was read out of it. */
export interface Turn {
  readonly text: string;
  /** What a button or card sent, allow-listed fields only. */
  readonly action: Readonly<Record<string, string>> | undefined;
  readonly recognition: Recognition;
  /** What came along with the message. */
  readonly files: readonly AttachedFile[];
  /** The language of the message, as a word of the wording, when it is surely not English. */
  readonly foreign: string | undefined;
  /** The customer was away for long, so that it helps to say where we were. */
  readonly away: boolean;
  /** The message came in the middle of a guided conversation. */
  readonly guided: boolean;
  readonly owner: Owner;
  /** Conversation reference as JSON. */
  readonly conversation: unknown;
  /** What the channel can show. */
  readonly surface: Surface;
  /** Under which key the state of this conversation is kept. */
  readonly conversationKey: string;
  /** The customer's own time zone, where the channel tells it. */
  readonly timeZone: string | undefined;
  /** What the reply before this message asked for. */
  readonly awaited: Expectation | undefined;
  readonly memory: Memory;
  /** Notes what happened, for editors and figures; kept only if the turn is. */
  readonly note: (use: Use) => void;
}

const key = Symbol('turn');

/** Hands the turn to the dialogs. */
export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(key, turn);
}

/** The turn that is under way. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn>(key);
  if (turn === undefined) throw new Error('No turn was set on this context');
  return turn;
}

/** As many created things as a button may still lie about for. */
const rememberedDrafts = 20;

/** Remembers what came of a draft. */
export function rememberMade(memory: Memory, made: Made): void {
  memory.made = [...(memory.made ?? []), made].slice(-rememberedDrafts);
}

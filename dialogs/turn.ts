import type { TurnContext } from 'botbuilder';
import type { Owner } from '../handoff/case.js';
import type { Recognition } from '../knowledge/search/recognition.js';

/** What dialogs remember of a conversation between turns. */
export interface Memory {
  /** The entry answered last and the question it answered, for follow-up questions. */
  entry?: string;
  question?: string;
  /** The note on the document's age and nature was shown. */
  guideShown?: boolean;
  /** Registration and privacy were mentioned. */
  registrationShown?: boolean;
  privacyShown?: boolean;
  /** How many messages in a row the bot had no answer for. */
  misses?: number;
  /** The message that nothing was found for, in case the customer wants a case of it. */
  unanswered?: string;
  /** The newest case of this conversation. */
  caseNumber?: string;
  /** What was created from which draft, newest last, for a button that is pressed again. */
  made?: readonly { readonly draft: string; readonly number: string }[];
}

/** One message of the customer and what was read out of it. */
export interface Turn {
  readonly text: string;
  /** What a button or card sent, allow-listed fields only. */
  readonly action: Readonly<Record<string, string>> | undefined;
  readonly recognition: Recognition;
  readonly owner: Owner;
  /** Conversation reference as JSON. */
  readonly conversation: unknown;
  readonly memory: Memory;
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

/** Remembers what was created from a draft. */
export function rememberMade(memory: Memory, draft: string, number: string): void {
  memory.made = [...(memory.made ?? []), { draft, number }].slice(-rememberedDrafts);
}

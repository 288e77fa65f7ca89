import type { Stance } from '../dialogs/stance.js';
import type { Intent, Recognition } from '../knowledge/search/recognition.js';

export type DialogId =
  | 'answer'
  | 'rate'
  | 'incident'
  | 'callback'
  | 'status'
  | 'person'
  | 'talk'
  | 'help'
  | 'restart'
  | 'nothing'
  | 'add'
  | 'manage'
  | 'privacy'
  | 'forget'
  | 'resume'
  | 'language'
  | 'private';

/** What to do with a message: hand it to the conversation under way, or begin something (on top of it, if there is one). */
export type TurnDecision = { readonly kind: 'continue' } | Beginning;

export interface Beginning {
  readonly kind: 'begin';
  readonly dialog: DialogId;
  /** What is under way ends with it: the topmost conversation, and with `forget` all of them. */
  readonly instead?: boolean;
}

const byIntent: Readonly<Record<Intent, Beginning>> = {
  'create-case': { kind: 'begin', dialog: 'incident' },
  'callback-now': { kind: 'begin', dialog: 'callback' },
  'callback-queue': { kind: 'begin', dialog: 'callback' },
  'case-status': { kind: 'begin', dialog: 'status' },
  human: { kind: 'begin', dialog: 'person' },
  cancel: { kind: 'begin', dialog: 'nothing' },
  help: { kind: 'begin', dialog: 'help' },
  restart: { kind: 'begin', dialog: 'restart' },
};

/** Asides: done on top of a guided conversation, which then goes on with the same question. */
const asides: readonly Intent[] = ['case-status', 'human', 'help', 'callback-now', 'callback-queue'];

/** A reply to "describe it" is rarely shorter; an order to the bot is rarely longer. */
const orderWords = 8;

/** In the middle of a guided conversation words are an answer unless they are surely something else. */
const sure = 0.85;

/** Whether the message is an interruption, an answer, or a new request. Pure. */
export function decideTurn(recognition: Recognition, waiting: Stance | undefined): TurnDecision {
  if (waiting === undefined) return begin(recognition);
  if (waiting.fits) return { kind: 'continue' };
  const { certainty, intent, kind, decision, text } = recognition;
  if (certainty < sure) return { kind: 'continue' };
  const short = text.trim().split(/\s+/).length <= orderWords;
  if (intent !== null && asides.includes(intent) && (short || !waiting.free)) {
    const aside = byIntent[intent];
    return aside.dialog === waiting.dialog ? { kind: 'continue' } : aside;
  }
  if (kind === 'faq' && decision === 'answer' && (asks(text) || !waiting.free)) {
    return { kind: 'begin', dialog: 'answer' };
  }
  if (kind === 'smalltalk' && (short || !waiting.free)) return { kind: 'begin', dialog: 'talk' };
  return { kind: 'continue' };
}

function begin({ intent, kind }: Recognition): TurnDecision {
  if (kind === 'action' && intent !== null) return byIntent[intent];
  if (kind === 'incident') return { kind: 'begin', dialog: 'incident' };
  if (kind === 'smalltalk') return { kind: 'begin', dialog: 'talk' };
  return { kind: 'begin', dialog: 'answer' };
}

/** Whether the words are put as a question, so that they are none of a description. */
function asks(text: string): boolean {
  return text.trim().endsWith('?');
}

import type { Answers } from '../../policy/intake.js';
import type { Priority } from '../../policy/priority.js';

/** What kind of message it is: a question to the document, a problem report, a request to do something, courtesy, or none of them. */
export type Kind = 'faq' | 'incident' | 'action' | 'smalltalk' | 'unknown';

/** What to do with a question: give the first entry, offer a choice of the entries, or say that there is no answer. */
export type Decision = 'answer' | 'choose' | 'none';

/** What a customer can ask the bot to do. */
export const intents = [
  'create-case',
  'callback-now',
  'callback-queue',
  'case-status',
  'human',
  'cancel',
  'help',
  'restart',
] as const;

export type Intent = (typeof intents)[number];

/** A candidate answer. `confidence` is calibrated, 0 to 1. */
export interface Suggestion {
  /** Entry id, with `#section` when one sub-section answers it. */
  readonly id: string;
  readonly title: string;
  readonly confidence: number;
}

/** The priority that a first message suggests; never decides, only pre-answers questions that the customer confirms. */
export interface SuggestedPriority {
  readonly value: Priority;
  readonly criterion: string;
  readonly confidence: number;
}

/** Everything that the bot reads out of one message; `firstline recognize` prints it without `parts` and `answers`. */
export interface Recognition {
  readonly text: string;
  readonly kind: Kind;
  /** How sure the kind is, calibrated, 0 to 1. */
  readonly certainty: number;
  readonly decision: Decision;
  /** At most three, best first. */
  readonly entries: readonly Suggestion[];
  /** At most 320 characters that answer the very question, from the knowledge's own words; null when the question asks for no single fact. */
  readonly fact: string | null;
  readonly intent: Intent | null;
  /** The topic of small talk; `near` or `far` from the document for a message of unknown kind; null for other kinds. */
  readonly topic: string | null;
  readonly priority: SuggestedPriority | null;
  /** How many separate problems the message reports: 0 when it reports none. */
  readonly problems: number;
  /** The words of each separate problem, in order; one element when `problems` is 1. */
  readonly parts: readonly string[];
  /** Intake questions that the message answers clearly, by question id (`down: 'yes'`, `restart: 'no'`). */
  readonly answers: Answers;
}

/** What is read out of a message that says nothing. */
export function nothingIn(text: string): Recognition {
  return {
    text,
    kind: 'unknown',
    certainty: 1,
    decision: 'none',
    entries: [],
    fact: null,
    intent: null,
    topic: null,
    priority: null,
    problems: 0,
    parts: [],
    answers: {},
  };
}

/** What was talked about before, so that "and on Premium?" can be understood. */
export interface Context {
  /** The entry answered last. */
  readonly entry?: string;
  /** The question that it answered. */
  readonly question?: string;
}

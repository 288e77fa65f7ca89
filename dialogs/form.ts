import { choiceIn, type Replies } from '../knowledge/replies.js';
import { type Answers, isWelcome, nextQuestion, type Question } from '../policy/intake.js';
import type { FormState } from './form-state.js';
import type { Step } from './step.js';

/** One choice of a question and the words on its button. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a form needs to read an answer. */
export interface FormReading {
  readonly questions: readonly Question[];
  /** The answers that count, with the facts that follow from them (such as the grade), which steer what is asked. */
  readonly known: (answers: Answers) => Answers;
  readonly choices: (question: Question, answers: Answers) => readonly Choice[];
  readonly replies: Replies;
  /** The value that a text question takes from the message; undefined when it is not one. */
  readonly read: (question: Question, text: string) => string | undefined;
  /** Why the message is no answer to the question, as a word of the wording; undefined when there is nothing to say. */
  readonly hint: (question: Question, text: string) => string | undefined;
  /** What the message may mean where it can be read in more than one way: to be asked, not guessed. */
  readonly alternatives: (question: Question, text: string) => readonly string[];
  /** Product, version, name and the like that the message gives by the way. */
  readonly details: (text: string) => Answers;
  /** What only this form understands, such as a disputed grade or a further problem; undefined for anything else. */
  readonly aside: (state: FormState, text: string) => Step | undefined;
  /** Answers that the message gives in so many words, whatever was said before ("no, call me now"). */
  readonly insists: Answers;
  /** What the message says about questions of the grade ("it does start, only slowly"); counts for the one that was asked. */
  readonly meant: Answers;
}

/** Words for the last step, where no question is left. */
export const confirmChoices: readonly Choice[] = ['create', 'change', 'discard'].map((value) => ({
  value,
  label: value,
}));

export const yesNo: readonly Choice[] = [
  { value: 'yes', label: 'yes' },
  { value: 'no', label: 'no' },
];

/** The question that is asked now: the one under way if it still applies, else the first without an answer. */
export function currentQuestion(state: FormState, reading: FormReading): Question | undefined {
  const known = reading.known(state.answers);
  const under = reading.questions.find(({ id }) => id === state.asking);
  return under && isWelcome(under, known) ? under : nextQuestion(reading.questions, known);
}

/** The state with its question brought up to date, to be asked. */
export function settle(state: FormState, reading: FormReading): FormState {
  const question = currentQuestion({ ...state, asking: undefined }, reading);
  if (question === undefined) return { ...state, asking: undefined, misses: 0 };
  const trail = state.trail.at(-1) === question.id ? state.trail : [...state.trail, question.id];
  return { ...state, asking: question.id, trail, misses: 0 };
}

/** Whether the message is one of the answers that the open question has. */
export function answersCleanly(state: FormState, reading: FormReading, text: string): boolean {
  const question = currentQuestion(state, reading);
  if (question === undefined)
    return choiceIn(text, [...confirmChoices, ...yesNo], reading.replies) !== undefined;
  if (question.kind === 'choice') return isNamed(question, state, reading, text);
  // Any words could be the name of a product that nobody listed; only a listed one is surely meant.
  if (question.kind === 'product')
    return Object.hasOwn(reading.details(text), question.id) || isNamed(question, state, reading, text);
  // A name that may mean two levels is an attempt at an answer, to be asked about.
  if (question.kind === 'level' && reading.hint(question, text) !== undefined) return true;
  return question.kind !== 'text' && reading.read(question, text) !== undefined;
}

function isNamed(question: Question, state: FormState, reading: FormReading, text: string): boolean {
  return choiceIn(text, reading.choices(question, state.answers), reading.replies) !== undefined;
}

import { choiceIn, commandIn, fieldNamed, mentions, type Replies } from '../knowledge/replies.js';
import { type Answers, applies, nextQuestion, type Question } from '../policy/intake.js';

/** A guided conversation between turns. Questions are known by id, so that it survives a deployment that moves them. */
export interface FormState {
  readonly format: 1;
  /** One-time id of what this form will create. */
  readonly draftId: string;
  readonly answers: Answers;
  /** Ids of the questions that were asked, oldest first: the way back. */
  readonly trail: readonly string[];
  /** The question that waits for an answer; undefined when the summary does. */
  readonly asking: string | undefined;
  /** How often in a row the answer to it was not understood. */
  readonly misses: number;
  /** The customer wants to leave and was asked whether that is meant. */
  readonly leaving: boolean;
  /** What else the form carries along, such as the other problems of the first message. */
  readonly carry: Readonly<Record<string, readonly string[]>>;
}

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
  /** A remark of the customer that is noted beside the answers, such as a disputed grade; its id. */
  readonly remark: (text: string) => string | undefined;
  /** A further problem that the message adds ("another problem: ..."), in its words. */
  readonly another: (text: string) => string | undefined;
  /** Answers that the message gives in so many words, whatever was said before ("no, call me now"). */
  readonly insists: Answers;
  /** What the message says about questions of the grade ("it does start, only slowly"); counts for the one that was asked. */
  readonly meant: Answers;
}

/** What became of the customer's message. */
export type Step =
  | { readonly kind: 'answered' | 'back' | 'again'; readonly state: FormState }
  | { readonly kind: 'unclear' | 'explain' | 'summary'; readonly state: FormState }
  | { readonly kind: 'corrected'; readonly state: FormState; readonly fields: readonly string[] }
  | { readonly kind: 'remarked'; readonly state: FormState; readonly remark: string }
  | { readonly kind: 'added'; readonly state: FormState; readonly problem: string }
  | { readonly kind: 'confirm' | 'discard' | 'pick-field'; readonly state: FormState };

/** Words for the last step, where no question is left. */
const confirmChoices: readonly Choice[] = ['create', 'change', 'discard'].map((value) => ({
  value,
  label: value,
}));

/** A new form; answers known beforehand are not asked for. */
export function startForm(draftId: string, answers: Answers, carry: FormState['carry'] = {}): FormState {
  return { format: 1, draftId, answers, trail: [], asking: undefined, misses: 0, leaving: false, carry };
}

/** The question that is asked now: the one under way if it still applies, else the first without an answer. */
export function currentQuestion(state: FormState, reading: FormReading): Question | undefined {
  const known = reading.known(state.answers);
  const under = reading.questions.find(({ id }) => id === state.asking);
  return under && applies(under, known) ? under : nextQuestion(reading.questions, known);
}

/** The state with its question brought up to date, to be asked. */
export function settle(state: FormState, reading: FormReading): FormState {
  const question = currentQuestion({ ...state, asking: undefined }, reading);
  if (question === undefined) return { ...state, asking: undefined, misses: 0 };
  const trail = state.trail.at(-1) === question.id ? state.trail : [...state.trail, question.id];
  return { ...state, asking: question.id, trail, misses: 0 };
}

/** Whether the message is meant for this form, so that it is no interruption: an answer, a command, or a remark. */
export function fits(state: FormState, reading: FormReading, text: string): boolean {
  if (state.leaving) return choiceIn(text, yesNo, reading.replies) !== undefined;
  return (
    commandIn(text, reading.replies) !== undefined ||
    fieldNamed(text, 'change', reading.replies) !== undefined ||
    reading.remark(text) !== undefined ||
    reading.another(text) !== undefined ||
    answersCleanly(state, reading, text)
  );
}

/** Whether the message is one of the answers that the open question has. */
function answersCleanly(state: FormState, reading: FormReading, text: string): boolean {
  const question = currentQuestion(state, reading);
  if (question === undefined)
    return choiceIn(text, [...confirmChoices, ...yesNo], reading.replies) !== undefined;
  if (question.kind === 'choice') {
    return choiceIn(text, reading.choices(question, state.answers), reading.replies) !== undefined;
  }
  // A name that may mean two levels is an attempt at an answer, to be asked about.
  if (question.kind === 'level' && reading.hint(question, text) !== undefined) return true;
  return question.kind !== 'text' && reading.read(question, text) !== undefined;
}

export const yesNo: readonly Choice[] = [
  { value: 'yes', label: 'yes' },
  { value: 'no', label: 'no' },
];

/** Takes one message of the customer. Pure: the caller says what comes of it. */
export function takeMessage(state: FormState, reading: FormReading, text: string): Step {
  const question = currentQuestion(state, reading);
  const command = commandIn(text, reading.replies);
  if (command === 'back') return { kind: 'back', state: goBack(state, reading) };
  if (command === 'summary') return { kind: 'summary', state };
  if (command === 'why' && question !== undefined) return { kind: 'explain', state };
  if (command === 'skip' && question !== undefined) return skip(state, question, reading);

  if (command === 'enough') return { kind: 'answered', state: settle(skipOptional(state, reading), reading) };
  const remark = reading.remark(text);
  if (remark !== undefined) return { kind: 'remarked', remark, state: carrying(state, 'remarks', remark) };
  const problem = reading.another(text);
  if (problem !== undefined) return { kind: 'added', problem, state: carrying(state, 'rest', problem) };

  const field = fieldNamed(text, 'change', reading.replies);
  if (field !== undefined && Object.hasOwn(state.answers, field)) return change(state, reading, field, text);
  const corrected =
    (answersCleanly(state, reading, text) ? undefined : replace(state, reading, reading.insists)) ??
    (mentions(text, 'correct', reading.replies) ? replace(state, reading, said(reading, text)) : undefined);
  if (corrected !== undefined) return corrected;
  return question === undefined ? decide(state, reading, text) : answer(state, question, reading, text);
}

function answer(state: FormState, question: Question, reading: FormReading, text: string): Step {
  const given =
    question.kind === 'choice'
      ? choiceIn(text, reading.choices(question, state.answers), reading.replies)
      : reading.read(question, text);
  const details = reading.details(text);
  const value = given ?? own(details, question.id) ?? own(reading.meant, question.id);
  const others = onlyMissing(details, state.answers);
  if (value === undefined) {
    const learned = Object.keys(others).length > 0;
    const next = { ...state, answers: { ...state.answers, ...others }, misses: state.misses + 1 };
    return { kind: 'unclear', state: learned ? { ...next, misses: 1 } : next };
  }
  return {
    kind: 'answered',
    state: settle({ ...state, answers: { ...others, ...state.answers, [question.id]: value } }, reading),
  };
}

function decide(state: FormState, reading: FormReading, text: string): Step {
  const choice = choiceIn(text, confirmChoices, reading.replies) ?? choiceIn(text, yesNo, reading.replies);
  if (choice === 'create' || choice === 'yes') return { kind: 'confirm', state };
  if (choice === 'discard') return { kind: 'discard', state };
  if (choice === 'change' || choice === 'no') return { kind: 'pick-field', state };
  const corrected = replace(state, reading, said(reading, text));
  if (corrected !== undefined) return corrected;
  const field = fieldNamed(`change ${text}`, 'change', reading.replies);
  if (field !== undefined && Object.hasOwn(state.answers, field)) return change(state, reading, field, text);
  return { kind: 'unclear', state: { ...state, misses: state.misses + 1 } };
}

/** "change the version to 2024.3": the new value if the message holds one, else the question again. */
function change(state: FormState, reading: FormReading, field: string, text: string): Step {
  const details = reading.details(text);
  if (Object.hasOwn(details, field) && details[field] !== state.answers[field]) {
    const answers = { ...state.answers, [field]: details[field] ?? '' };
    return { kind: 'corrected', state: settle({ ...state, answers }, reading), fields: [field] };
  }
  const { [field]: _dropped, ...answers } = state.answers;
  const trail = [...state.trail, field];
  return { kind: 'again', state: { ...state, answers, asking: field, trail, misses: 0 } };
}

/** "I meant Avalanche": what the message holds replaces what was known; undefined when that changes nothing. */
function replace(state: FormState, reading: FormReading, now: Answers): Step | undefined {
  const fields = Object.keys(now).filter(
    (id) => Object.hasOwn(state.answers, id) && state.answers[id] !== now[id],
  );
  if (fields.length === 0) return undefined;
  const changed = Object.fromEntries(fields.map((id) => [id, now[id] ?? '']));
  return {
    kind: 'corrected',
    state: settle({ ...state, answers: { ...state.answers, ...changed } }, reading),
    fields,
  };
}

function said(reading: FormReading, text: string): Answers {
  return { ...reading.meant, ...reading.details(text) };
}

function skip(state: FormState, question: Question, reading: FormReading): Step {
  const skipped =
    question.kind === 'choice'
      ? reading.choices(question, state.answers).find(({ value }) => value === 'unknown')?.value
      : question.optional
        ? ''
        : undefined;
  if (skipped === undefined) return { kind: 'unclear', state: { ...state, misses: state.misses + 1 } };
  return {
    kind: 'answered',
    state: settle({ ...state, answers: { ...state.answers, [question.id]: skipped } }, reading),
  };
}

/** Everything of the present part that may be left out is left out. */
function skipOptional(state: FormState, reading: FormReading): FormState {
  let next = state;
  for (
    let question = currentQuestion(next, reading);
    question?.optional;
    question = currentQuestion(next, reading)
  ) {
    next = { ...next, asking: undefined, answers: { ...next.answers, [question.id]: '' } };
  }
  return next;
}

function carrying(state: FormState, what: string, more: string): FormState {
  return { ...state, carry: { ...state.carry, [what]: [...new Set([...(state.carry[what] ?? []), more])] } };
}

/** The question before the present one is asked again, its answer forgotten. */
function goBack(state: FormState, reading: FormReading): FormState {
  const current = currentQuestion(state, reading)?.id;
  const earlier = state.trail.filter((id) => id !== current);
  const last = earlier.at(-1);
  if (last === undefined) return state;
  const { [last]: _forgotten, ...answers } = state.answers;
  return { ...state, answers, asking: last, trail: earlier, misses: 0 };
}

function own(answers: Answers, id: string): string | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

function onlyMissing(details: Answers, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(details).filter(([id]) => !Object.hasOwn(answers, id)));
}

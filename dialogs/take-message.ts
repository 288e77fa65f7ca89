import { choiceIn, commandIn, fieldNamed, mentions } from '../knowledge/replies.js';
import type { Answers, Question } from '../policy/intake.js';
import {
  answersCleanly,
  confirmChoices,
  currentQuestion,
  type FormReading,
  type FormState,
  settle,
  yesNo,
} from './form.js';

/** What became of the customer's message. */
export type Step =
  | { readonly kind: 'answered' | 'back' | 'again'; readonly state: FormState }
  | { readonly kind: 'unclear' | 'explain' | 'summary'; readonly state: FormState }
  | { readonly kind: 'corrected'; readonly state: FormState; readonly fields: readonly string[] }
  | { readonly kind: 'remarked'; readonly state: FormState; readonly remark: string }
  | { readonly kind: 'added'; readonly state: FormState; readonly problem: string }
  | { readonly kind: 'confirm' | 'discard' | 'pick-field'; readonly state: FormState };

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

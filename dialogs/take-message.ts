import { choiceIn, commandIn, isOneOf, mentions } from '../knowledge/replies.js';
import { type Answers, applies, type Question } from '../policy/intake.js';
import { correction, differing } from './corrections.js';
import { fillerIn } from './filler.js';
import { answersCleanly, confirmChoices, currentQuestion, type FormReading, settle, yesNo } from './form.js';
import type { FormState } from './form-state.js';
import { partingIn } from './leaving.js';
import type { Step } from './step.js';

/** Who agrees says so in few words; a longer text that begins with "yes" says something else, too. */
const consentWords = 6;

/** As many words as a question about the question has. */
const askingWords = 9;

/** What can be said at every step of every form, as a whole message. */
const commands: readonly string[] = ['back', 'skip', 'summary', 'why', 'enough'];

/** Whether the message is meant for this form, so that it is no interruption: an answer, a command, or a remark. */
export function fits(state: FormState, reading: FormReading, text: string): boolean {
  const { replies } = reading;
  if (state.leaving !== 'no' && partingIn(text, replies) !== undefined) return true;
  return (
    commands.includes(commandIn(text, replies) ?? '') ||
    asksWhy(reading, text) ||
    fillerIn(text, replies) !== undefined ||
    ['yes', 'no', 'unknown'].some((value) => isOneOf(text, replies.values[value] ?? [])) ||
    reading.aside(state, text) !== undefined ||
    tellsMore(reading, text) ||
    answersCleanly(state, reading, text) ||
    correction(state, reading, text) !== undefined
  );
}

/** "Why do you need my name?": a short question about the question. */
function asksWhy({ replies }: FormReading, text: string): boolean {
  return text.split(/\s+/).length <= askingWords && mentions(text, 'why-asked', replies);
}

/** Whether the message brings contact data or evidence; a product or version stands in many a question, too. */
function tellsMore(reading: FormReading, text: string): boolean {
  const { product: _product, version: _version, deployment: _deployment, ...more } = reading.details(text);
  return Object.keys(more).length > 0 && !text.endsWith('?');
}

/** Takes one message of the customer. Pure: the caller says what comes of it. */
export function takeMessage(state: FormState, reading: FormReading, text: string): Step {
  const question = currentQuestion(state, reading);
  const final = question === undefined ? decide(state, reading, text) : undefined;
  if (final) return final;

  const command = commandIn(text, reading.replies);
  if (command === 'back') return { kind: 'back', state: goBack(state, reading) };
  if (command === 'summary') return { kind: 'summary', state };
  const filler = fillerIn(text, reading.replies);
  if (command === 'why' || filler === 'asks' || asksWhy(reading, text)) return { kind: 'explain', state };
  if (filler !== undefined)
    return { kind: 'unclear', learned: [], state: { ...state, misses: state.misses + 1 } };
  if (question !== undefined && (command === 'skip' || leavesOut(text, question, reading)))
    return skip(state, question, reading);
  if (question !== undefined && command === 'enough') return enough(state, question, reading);
  const step = reading.aside(state, text) ?? correction(state, reading, text);
  if (step) return step;
  return question === undefined ? lastWord(state, reading, text) : answer(state, question, reading, text);
}

function answer(state: FormState, question: Question, reading: FormReading, text: string): Step {
  const given =
    question.kind === 'choice'
      ? choiceIn(text, reading.choices(question, state.answers), reading.replies)
      : reading.read(question, text);
  const details = reading.details(text);
  const value = given ?? own(details, question.id) ?? own(reading.meant, question.id);
  const closed = question.kind !== 'text' || given === undefined;
  const byTheWay = onlyMissing(closed ? { ...reading.meant, ...details } : details, state.answers);
  const changed = question.kind === 'choice' ? differing(state.answers, details) : [];
  const others = { ...byTheWay, ...Object.fromEntries(changed.map((id) => [id, details[id] ?? ''])) };
  const learned = Object.keys(others).filter((id) => id !== question.id && isAsked(reading, id));
  const answers = { ...state.answers, ...others };
  // What was learned may have made the question needless, as "our tenant" does with that for the version.
  if (value === undefined && !applies(question, reading.known(answers)))
    return { kind: 'answered', learned, state: settle({ ...state, answers }, reading) };
  if (value === undefined) {
    const misses = learned.length > 0 ? state.misses : state.misses + 1;
    return { kind: 'unclear', learned, state: { ...state, answers, misses } };
  }
  const next = settle({ ...state, answers: { ...answers, [question.id]: value } }, reading);
  return { kind: 'answered', learned, state: next };
}

/** Consent and refusal at the summary. Nothing is created on words that hold a "but" or a "not". */
function decide(state: FormState, reading: FormReading, text: string): Step | undefined {
  const choice = choiceIn(text, confirmChoices, reading.replies) ?? choiceIn(text, yesNo, reading.replies);
  const agrees = choice === 'create' || choice === 'yes';
  const hedged = text.includes('?') || mentions(text, 'hedge', reading.replies);
  if (agrees && !hedged && text.split(/\s+/).length <= consentWords) return { kind: 'confirm', state };
  return choice === 'discard' ? { kind: 'discard', state } : undefined;
}

/** What else may be said at the summary: that, or which line, is to be changed. */
function lastWord(state: FormState, reading: FormReading, text: string): Step {
  const said = onlyMissing({ ...reading.meant, ...reading.details(text) }, state.answers);
  const learned = Object.keys(said).filter((id) => isAsked(reading, id));
  if (learned.length > 0)
    return {
      kind: 'corrected',
      fields: learned,
      state: settle({ ...state, answers: { ...state.answers, ...said } }, reading),
    };
  const named = correction(state, reading, `change ${text}`);
  if (named) return named;
  const choice = choiceIn(text, confirmChoices, reading.replies) ?? choiceIn(text, yesNo, reading.replies);
  if (choice === 'change' || choice === 'no') return { kind: 'pick-field', state };
  return { kind: 'unclear', learned: [], state: { ...state, misses: state.misses + 1 } };
}

function skip(state: FormState, question: Question, reading: FormReading): Step {
  const unknown = reading.choices(question, state.answers).find(({ value }) => value === 'unknown')?.value;
  const skipped =
    own(state.answers, question.id) ??
    (question.kind === 'choice' ? unknown : question.optional ? '' : undefined);
  if (skipped === undefined)
    return { kind: 'unclear', learned: [], state: { ...state, misses: state.misses + 1 } };
  const answers = { ...state.answers, [question.id]: skipped };
  return { kind: 'answered', learned: [], state: settle({ ...state, answers }, reading) };
}

/** The evidence that is still missing is left out, and the open question if it may be; what must be asked is asked. */
function enough(state: FormState, question: Question, reading: FormReading): Step {
  const left = reading.questions.filter(
    ({ id, optional, part }) =>
      optional && (part === 'evidence' || id === question.id) && own(state.answers, id) === undefined,
  );
  const answers = { ...state.answers, ...Object.fromEntries(left.map(({ id }) => [id, ''])) };
  const next = { ...state, answers };
  return question.optional
    ? { kind: 'answered', learned: [], state: settle(next, reading) }
    : { kind: 'said', key: 'form.enough', state: next };
}

/** "I don't know" and "no" to a request for words that may be left out. */
function leavesOut(text: string, question: Question, { replies }: FormReading): boolean {
  const words = ['unknown', 'no', 'none'].flatMap((value) => replies.values[value] ?? []);
  return question.kind === 'text' && question.optional === true && isOneOf(text, words);
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

function isAsked(reading: FormReading, id: string): boolean {
  return reading.questions.some((question) => question.id === id);
}

function own(answers: Answers, id: string): string | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

function onlyMissing(details: Answers, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(details).filter(([id]) => !answers[id]));
}

import { choiceIn, fieldIn, fieldNamed, mentions } from '../knowledge/replies.js';
import { type Answers, applies, isWelcome } from '../policy/intake.js';
import { answersCleanly, currentQuestion, type FormReading, settle } from './form.js';
import type { FormState } from './form-state.js';
import type { Step } from './step.js';

/** An order to correct something is short; in a longer reply to an open question its words are part of the story. */
const orderWords = 12;
/** "Update the product ..." can begin a description, too. */
const shortOrderWords = 5;

/**
 * What the message changes of the answers so far: "I meant Avalanche", "use my other e-mail", "change the version to 2024.3",
 * "it does start, only slowly". Without the new value the question is asked again. Undefined when it corrects nothing.
 */
export function correction(state: FormState, reading: FormReading, text: string): Step | undefined {
  const question = currentQuestion(state, reading);
  const free = question?.kind === 'text';
  const words = text.split(/\s+/).length;
  const field = fieldNamed(text, 'change', reading.replies);
  if (field !== undefined && isOpen(state, reading, field) && words <= (free ? shortOrderWords : orderWords))
    return change(state, reading, field, text);

  const clean = question !== undefined && answersCleanly(state, reading, text);
  const insisted = clean ? undefined : replace(state, reading, reading.insists);
  if (insisted) return insisted;
  if (free && words > orderWords) return undefined;

  const removed = words <= shortOrderWords ? remove(state, reading, text) : undefined;
  if (removed) return removed;
  const denial = deniedIn(state.answers, text);
  const says = denial !== undefined || mentions(text, 'correct', reading.replies);
  const closed = question === undefined || question.kind === 'choice';
  const now = {
    ...reading.meant,
    ...(says ? matterIn(state, reading, text) : {}),
    ...reading.details(denial?.rest ?? text),
  };
  const replaced = says || (closed && !clean) ? replace(state, reading, now) : undefined;
  if (replaced || !says || clean || words > orderWords) return replaced;
  const named = denial?.field ?? fieldIn(text, reading.replies);
  const other = named !== undefined && named !== question?.id && isOpen(state, reading, named);
  return other && now[named] === undefined ? askAgain(state, named) : undefined;
}

/** "Actually it is an error": what it is about, where that is said in a correction. */
function matterIn(state: FormState, reading: FormReading, text: string): Answers {
  const question = reading.questions.find(({ id }) => id === 'matter');
  const matter = question && choiceIn(text, reading.choices(question, state.answers), reading.replies);
  return matter === undefined ? {} : { matter };
}

/** Answers that customers name in order to take them back. */
const deniable = ['product', 'version', 'email', 'name'];

/** The answer that the message denies ("not Avalanche, it is ..."), and the message without that; undefined when it denies none. */
function deniedIn(
  answers: Answers,
  text: string,
): { readonly field: string; readonly rest: string } | undefined {
  for (const field of deniable) {
    const value = answers[field];
    if (!value) continue;
    const [before, after] = split(text, ` not ${value}`) ?? split(text, ` not the ${value}`) ?? [];
    if (before !== undefined && after !== undefined) return { field, rest: `${before} ${after}` };
  }
  return undefined;
}

/** What stands before and behind the words, whatever their case; undefined where they do not stand by themselves. */
function split(text: string, words: string): readonly [string, string] | undefined {
  const at = ` ${text}`.toLowerCase().indexOf(words.toLowerCase());
  const behind = text.slice(at + words.length - 1);
  return at < 0 || /^[\p{L}\p{N}]/u.test(behind) ? undefined : [text.slice(0, Math.max(0, at - 1)), behind];
}

/** "Remove the phone number": what may be left out is, what is needed stays. */
function remove(state: FormState, reading: FormReading, text: string): Step | undefined {
  const field = fieldNamed(text, 'drop', reading.replies);
  const question = reading.questions.find(({ id }) => id === field);
  if (field === undefined || question === undefined || !state.answers[field]) return undefined;
  if (question.part === 'problem' || question.part === 'grade') return undefined;
  const { [field]: _removed, ...rest } = state.answers;
  const next = nextOf(reading, rest, field);
  if (next === 'needed') return { kind: 'said', key: 'form.cannot-remove', state };
  const answers = next === 'left-out' ? { ...rest, [field]: '' } : rest;
  return { kind: 'said', key: 'form.removed', state: settle({ ...state, answers }, reading) };
}

/** Whether an answer that is taken away would have to be asked for again, may be left out, or was given unasked. */
function nextOf(reading: FormReading, rest: Answers, field: string): 'needed' | 'left-out' | 'unasked' {
  const question = reading.questions.find(({ id }) => id === field);
  if (question?.optional) return 'left-out';
  return question && applies(question, reading.known(rest)) ? 'needed' : 'unasked';
}

/** Whether the form asks for it as things stand. */
function isOpen(state: FormState, reading: FormReading, field: string): boolean {
  const question = reading.questions.find(({ id }) => id === field);
  return question !== undefined && isWelcome(question, reading.known(state.answers));
}

/** The given answers in place of those that were known; undefined when that changes nothing. */
function replace(state: FormState, reading: FormReading, now: Answers): Step | undefined {
  const fields = differing(state.answers, now);
  if (fields.length === 0) return undefined;
  const changed = Object.fromEntries(fields.map((id) => [id, now[id] ?? '']));
  const others = Object.fromEntries(Object.entries(now).filter(([id]) => !Object.hasOwn(state.answers, id)));
  const answers = { ...others, ...state.answers, ...changed };
  return { kind: 'corrected', state: settle({ ...state, answers }, reading), fields };
}

/** Ids of what was known otherwise before. */
export function differing(known: Answers, now: Answers): readonly string[] {
  return Object.keys(now).filter(
    (id) => Object.hasOwn(known, id) && known[id] !== '' && known[id] !== now[id],
  );
}

function change(state: FormState, reading: FormReading, field: string, text: string): Step {
  const question = reading.questions.find(({ id }) => id === field);
  const [, value = ''] = /(?: to |[:=] ?)(\S[\s\S]*)$/.exec(text) ?? [];
  // "Change: Name" names the line and nothing new.
  const isValue = value !== '' && fieldIn(value, reading.replies) !== field;
  const given = question && isValue ? reading.read(question, value) : undefined;
  const now = given ?? reading.details(text)[field];
  if (now === undefined || now === state.answers[field]) return askAgain(state, field);
  const answers = { ...state.answers, [field]: now };
  return { kind: 'corrected', state: settle({ ...state, answers }, reading), fields: [field] };
}

/** The old answer stays until there is a new one: who goes on without it has lost nothing. */
function askAgain(state: FormState, field: string): Step {
  return { kind: 'again', state: { ...state, asking: field, trail: [...state.trail, field], misses: 0 } };
}

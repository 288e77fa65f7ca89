import { readDetails } from '../knowledge/details.js';
import { labelledEvidence, readEvidence } from '../knowledge/evidence.js';
import { formatPhone, readPhone } from '../knowledge/phone.js';
import { choiceIn, isPhrase, plain } from '../knowledge/replies.js';
import { supportLevel } from '../policy/entitlement.js';
import type { Answers, Question } from '../policy/intake.js';
import type { Choice, FormReading } from './form.js';
import { regionNamed } from './region-named.js';
import type { Services } from './services.js';

/** Longest name, product or other short answer that is taken as typed. */
const shortAnswer = 80;

/** As many words as an answer has that is nothing but the answer. */
const fewWords = 5;

/** As many as somebody needs to say who they are. */
const introducingWords = 8;

/** The words on the button for a value of a question. */
export function labelOf({ say, knowledge }: Services, question: Question, value: string): string {
  if (question.kind === 'phone') return showPhone(value);
  const named =
    question.kind === 'level'
      ? knowledge.rules.entitlements.levels.find(({ id }) => id === value)?.name
      : question.kind === 'region'
        ? knowledge.rules.regions.find(({ id }) => id === value)?.name
        : undefined;
  const word = question.kind === 'choice' || question.choices?.includes(value);
  return named ?? (word ? (say.maybe(`choice.${question.id}.${value}`) ?? say(`choice.${value}`)) : value);
}

/** What can be clicked: the choices of the question, and the levels and regions that there are. */
export function choicesOf(services: Services, question: Question): readonly Choice[] {
  const { entitlements, regions } = services.knowledge.rules;
  const listed = question.kind === 'level' ? entitlements.levels : question.kind === 'region' ? regions : [];
  return [...listed.map(({ id }) => id), ...(question.choices ?? [])].map((value) => ({
    value,
    label: labelOf(services, question, value),
  }));
}

/** How any form reads a message; a form adds its questions, and what is known by it. */
export function readingFor(
  services: Services,
): Pick<FormReading, 'replies' | 'read' | 'details' | 'hint' | 'alternatives'> {
  const { replies } = services.knowledge;
  return {
    replies,
    read: (question, text) => readAnswer(services, question, text),
    details: (text) => detailsIn(services, text),
    hint: (question, text) => {
      if (question.kind === 'phone') return phoneHint(text);
      const named = supportLevel(text, services.knowledge.rules.entitlements);
      return question.kind === 'level' && named.kind === 'ambiguous' ? 'ambiguous' : undefined;
    },
    alternatives: (question, text) => readingsOf(services, question, text, question.kind),
  };
}

/**
 * What the message may mean as an answer to the question, where it can be read in more than one way; at most five. `asked`: the
 * kind of question that it replies to, if any.
 */
export function readingsOf(
  { knowledge }: Services,
  question: Question,
  text: string,
  asked?: Question['kind'],
): readonly string[] {
  const { products } = knowledge.rules;
  const details = readDetails(text, { products, ...(asked === undefined ? {} : { asked }) });
  const detail = Object.entries(details).find(([id]) => id === question.kind)?.[1];
  const values = detail?.ambiguous?.slice(0, 5) ?? [];
  return question.kind === 'phone' ? values.map(showPhone) : values;
}

/** The given answers in a row, to be read back: "**Product:** Avalanche · **Version:** 6.4". */
export function readBack(
  services: Services,
  questions: readonly Question[],
  fields: readonly string[],
  answers: Answers,
): string {
  return questions
    .filter(({ id }) => fields.includes(id))
    .map((question) =>
      services.say('form.field', {
        line: services.say(`line.${question.id}`),
        value: shortened(labelOf(services, question, answers[question.id] ?? '')),
      }),
    )
    .join(' · ');
}

/** As much of a long answer as is read back. */
const readBackLength = 160;

/** The text, cut at a word with a mark when it is longer than so many characters. */
export function shortened(text: string, longest = readBackLength): string {
  if (text.length <= longest) return text;
  return `${text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\s+\S*$/, '')} …`;
}

function phoneHint(text: string): string | undefined {
  const reading = readPhone(text);
  return reading.kind === 'refused' ? reading.reason : reading.kind === 'phone' ? undefined : reading.kind;
}

/** The answer that a message gives to a question; undefined when it gives none that can be taken. */
export function readAnswer(services: Services, question: Question, text: string): string | undefined {
  const typed = text.trim();
  // What a level or region is called counts exactly: "not Premium" names none.
  const exact = question.kind === 'level' || question.kind === 'region';
  const quick = choiceIn(text, choicesOf(services, question), services.knowledge.replies);
  const taken = exact && quick !== 'unknown' && !isPlace(typed) ? undefined : quick;
  if (question.kind === 'choice' || taken !== undefined) return taken;
  switch (question.kind) {
    case 'text':
      return readText(services, question, typed);
    case 'level': {
      const named = supportLevel(typed, services.knowledge.rules.entitlements);
      return named.kind === 'level' ? named.level.id : named.kind === 'unmapped' ? named.name : undefined;
    }
    case 'region':
      return regionNamed(services.knowledge.rules.regions, typed);
    default:
      return readDetail(services, question, typed);
  }
}

/** Whether the words are a place in the list of choices. */
function isPlace(typed: string): boolean {
  return /^\d{1,2}[.)]?$/.test(typed);
}

/** What was asked for; when the message names another kind of evidence by its label, that is none of it. */
function readText(services: Services, { id, minimum }: Question, typed: string): string | undefined {
  const { knowledge } = services;
  const { evidence } = knowledge.replies;
  const labelled = Object.hasOwn(evidence.labels, id) ? labelledEvidence(typed, evidence) : {};
  if (Object.keys(labelled).length > 0) return Object.hasOwn(labelled, id) ? labelled[id] : undefined;
  // "My name is Jo Weber" tells who, whatever was asked.
  const { name, email, phone } = detailsIn(services, typed);
  if ((name ?? email ?? phone) !== undefined && typed.split(/\s+/).length <= introducingWords)
    return undefined;
  // "Cannot reproduce" is said of the steps, whichever part of the evidence was asked for.
  const { steps } = readEvidence(typed, evidence);
  if (id !== 'steps' && steps !== undefined && typed.split(/\s+/).length <= fewWords) return undefined;
  const consents = knowledge.replies.values.yes?.some((words) => plain(words) === plain(typed));
  return typed.length >= (minimum ?? 2) && !consents ? typed : undefined;
}

/** Whether the words are nothing but the answer: in a sentence not every number is a version, nor every word a product. */
function isBare(words: string, { kind }: Question): boolean {
  if (words.trim().split(/\s+/).length > fewWords) return false;
  return kind !== 'version' || /\d\.\d|^\s*(?:v|version|release|build|it is|its)?\W{0,3}\d/i.test(words);
}

function readDetail(services: Services, question: Question, typed: string): string | undefined {
  if (isPhrase(typed, services.knowledge.replies) || typed.endsWith('?')) return undefined;
  const [first = ''] = typed.split(/[,;\n]/);
  const asked = isBare(first, question) ? detailsIn(services, first, question.kind)[question.id] : undefined;
  const read = asked ?? detailsIn(services, typed)[question.id];
  if (read !== undefined || question.kind === 'email' || question.kind === 'phone') return read;
  const fits = typed.length <= shortAnswer;
  if (question.kind === 'version')
    return fits && /\d/.test(typed) && !/\s\S+\s\S+\s/.test(typed) ? typed : undefined;
  const few = (words: string): boolean =>
    words.length <= shortAnswer && words.split(/\s+/).length <= fewWords;
  if (question.kind === 'name') {
    const name = first.replace(/\S+@\S+|\+?\d[\d ()./-]{5,}/g, '').trim();
    return few(name) && /^[\p{L}\p{M}.'’ -]+$/u.test(name) ? name : undefined;
  }
  return few(typed) && /\p{L}/u.test(typed) ? typed : undefined;
}

/**
 * Product, version, name, e-mail, phone and evidence that the message holds, by question id; what can be read two ways is
 * left out.
 */
export function detailsIn({ knowledge }: Services, text: string, asked?: Question['kind']): Answers {
  const details = readDetails(text, {
    products: knowledge.rules.products,
    ...(asked === undefined ? {} : { asked }),
  });
  const sure = Object.entries(details).flatMap(([id, detail]) =>
    detail === undefined || detail.ambiguous ? [] : [[id, detail.value] as const],
  );
  return { ...readEvidence(text, knowledge.replies.evidence), ...Object.fromEntries(sure) };
}

/** The stored number as it is read back to a customer; '' for none. */
export function showPhone(phone: string): string {
  return phone === '' ? '' : formatPhone(phone);
}

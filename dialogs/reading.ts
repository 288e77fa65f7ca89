import { readDetails } from '../knowledge/details.js';
import { formatPhone, readPhone } from '../knowledge/phone.js';
import { after, choiceIn, mentions } from '../knowledge/replies.js';
import { supportLevel } from '../policy/entitlement.js';
import type { Answers, Question } from '../policy/intake.js';
import { type Choice, type FormReading, yesNo } from './form.js';
import type { Services } from './services.js';

/** Longest name, product or other short answer that is taken as typed. */
const shortAnswer = 80;

/** The words on the button for a value of a question. */
export function labelOf({ say, knowledge }: Services, question: Question, value: string): string {
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
): Pick<FormReading, 'replies' | 'read' | 'details' | 'hint' | 'alternatives' | 'remark' | 'another'> {
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
    alternatives: (question, text) => {
      const details = readDetails(text, {
        products: services.knowledge.rules.products,
        asked: question.kind,
      });
      const detail = Object.entries(details).find(([id]) => id === question.kind)?.[1];
      return detail?.ambiguous?.slice(0, 5) ?? [];
    },
    remark: (text) => (mentions(text, 'dispute', replies) ? 'grade-disputed' : undefined),
    another: (text) => after(text, 'another', replies),
  };
}

function phoneHint(text: string): string | undefined {
  const reading = readPhone(text);
  return reading.kind === 'refused' ? reading.reason : reading.kind === 'phone' ? undefined : reading.kind;
}

/** The answer that a message gives to a question; undefined when it gives none that can be taken. */
export function readAnswer(services: Services, question: Question, text: string): string | undefined {
  const quick = choiceIn(text, choicesOf(services, question), services.knowledge.replies);
  if (question.kind === 'choice' || quick !== undefined) return quick;
  const typed = text.trim();
  switch (question.kind) {
    case 'text':
      return typed.length >= (question.minimum ?? 1) ? typed : undefined;
    case 'level': {
      const named = supportLevel(typed, services.knowledge.rules.entitlements);
      return named.kind === 'level' ? named.level.id : named.kind === 'unmapped' ? named.name : undefined;
    }
    case 'region':
      return undefined;
    default:
      return readDetail(services, question, typed);
  }
}

function readDetail(services: Services, question: Question, typed: string): string | undefined {
  if (choiceIn(typed, yesNo, services.knowledge.replies) !== undefined) return undefined;
  const read = detailsIn(services, typed, question.kind)[question.id];
  if (read !== undefined || question.kind === 'email' || question.kind === 'phone') return read;
  const fits =
    typed.length <= shortAnswer && choiceIn(typed, yesNo, services.knowledge.replies) === undefined;
  if (question.kind === 'version')
    return fits && /\d/.test(typed) && !/\s\S+\s\S+\s/.test(typed) ? typed : undefined;
  const few = typed.split(/\s+/).length <= 5;
  if (question.kind === 'name')
    return fits && few && /^[\p{L}\p{M}.,'’ -]+$/u.test(typed) ? typed : undefined;
  return fits && few && /\p{L}/u.test(typed) ? typed : undefined;
}

/** Product, version, name, e-mail, phone that the message holds, by question id; what can be read two ways is left out. */
export function detailsIn({ knowledge }: Services, text: string, asked?: Question['kind']): Answers {
  const details = readDetails(text, {
    products: knowledge.rules.products,
    ...(asked === undefined ? {} : { asked }),
  });
  return Object.fromEntries(
    Object.entries(details).flatMap(([id, detail]) =>
      detail === undefined || detail.ambiguous ? [] : [[id, detail.value] as const],
    ),
  );
}

/** The stored number as it is read back to a customer; '' for none. */
export function showPhone(phone: string): string {
  return phone === '' ? '' : formatPhone(phone);
}

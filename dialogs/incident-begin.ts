import type { Answers, Question } from '../policy/intake.js';
import { attach } from './attach.js';
import { attachedNotes } from './form-hints.js';
import type { Beginning } from './form-spec.js';
import { type FormState, startForm } from './form-state.js';
import { beginIntake } from './intake-use.js';
import { unsurePhone } from './phone-answer.js';
import { detailsIn, readBack } from './reading.js';
import { type Report, withoutOrders, withProblem, withReport } from './report.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** How an intake begins; with nothing: from the first question. */
export interface IncidentOptions {
  /** The message that it came from, word for word; '' when it only asked for a case. */
  readonly message?: string;
  /** What was read out of that message. */
  readonly report?: Report;
  /** The problems that are still to be taken after a case for another one, and what holds for them, too. */
  readonly rest?: {
    readonly problems: readonly string[];
    readonly known: Answers;
    readonly carry: FormState['carry'];
  };
  /** Numbers of closed cases that the new one continues. */
  readonly follows?: readonly string[];
  /** A draft that is taken up again. */
  readonly resumed?: FormState;
}

/** What is known and said before the first question. */
export async function beginIncident(
  services: Services,
  questions: readonly Question[],
  turn: Turn,
  { message = '', report, rest, follows = [], resumed }: IncidentOptions,
): Promise<Beginning> {
  const { say } = services;
  if (resumed) return { opening: [{ text: say('resume.welcome') }], answers: {}, carry: {}, resumed };
  if (rest) {
    const [next = '', ...problems] = rest.problems;
    const begun = await withProblem(
      services,
      next,
      rest.known,
      beginIntake(services, turn, { ...rest.carry, rest: problems }),
    );
    const place = readBack(services, questions, ['product', 'version'], begun.answers);
    const noted = place === '' ? [] : [say('form.noted', { lines: { markdown: place } })];
    return {
      opening: [{ text: [say('incident.next', { problem: next }), ...noted].join('\n\n') }],
      ...begun,
    };
  }
  const brought = attach(startForm('', {}), turn, { text: message, free: true });
  const details = detailsIn(services, brought.said);
  const carry = beginIntake(services, turn, { ...brought.state.carry, message: [brought.said], follows });
  const begun = { answers: { ...turn.memory.contact, ...details }, carry };
  const heard = report ? await withoutOrders(services, report) : undefined;
  const known = heard ? withReport(services, begun, heard.report) : begun;
  const noted = readBack(services, questions, Object.keys(details), details);
  const opening = [
    ...(follows.length > 0 ? [say('incident.follows', { numbers: follows.join(', ') })] : []),
    ...beforeIntake(services, turn, details),
    ...(noted === '' ? [] : [say('form.noted', { lines: { markdown: noted } })]),
    ...attachedNotes(say, brought),
    ...(heard?.call ? [say('incident.call-later')] : []),
  ];
  return { opening: opening.length > 0 ? [{ text: opening.join('\n\n') }] : [], ...known };
}

/** Registration before the first case, and privacy as soon as there are personal data. */
function beforeIntake(services: Services, turn: Turn, details: Answers): readonly string[] {
  const registration = turn.memory.registrationShown ? [] : [services.say('incident.before')];
  turn.memory.registrationShown = true;
  return [...registration, ...privacy(services, turn, Object.keys(details))];
}

/** What is said when the customer gives these of their own accord. */
export function cautions(services: Services, turn: Turn, fields: readonly string[]): readonly string[] {
  return [...privacy(services, turn, fields), ...unsurePhone(services, turn)];
}

const personal = ['name', 'email', 'phone'];

/** How personal data are handled, once, when the first of them was given unasked (section confidential-information). */
function privacy({ say }: Services, { memory }: Turn, fields: readonly string[]): readonly string[] {
  if (memory.privacyShown || !fields.some((id) => personal.includes(id))) return [];
  memory.privacyShown = true;
  return [say('privacy.given')];
}

import type { Recognition } from '../knowledge/search/recognition.js';
import type { Answers } from '../policy/intake.js';
import type { FormState } from './form.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** What is read out of a message that reports a problem. */
export type Report = Pick<Recognition, 'parts' | 'answers' | 'priority'>;

/** The first description, taken like a first message. */
export function readReport(services: Services, state: FormState, { recognition, text }: Turn): FormState {
  if (state.carry.related || state.carry.read) return state;
  const { message = [] } = state.carry;
  const begun = { answers: state.answers, carry: { ...state.carry, message: message[0] ? message : [text] } };
  return { ...state, ...withReport(services, begun, recognition) };
}

/** What a report says: several problems, or one with the grading questions that it answers clearly. */
export function withReport(
  { knowledge }: Services,
  { answers, carry }: Pick<FormState, 'answers' | 'carry'>,
  { parts, priority, answers: said }: Report,
): Pick<FormState, 'answers' | 'carry'> {
  const { description: _described, ...others } = answers;
  if (parts.length > 1) return { answers: others, carry: { ...carry, parts } };
  // What it is about follows from the criterion that the report seems to meet.
  const matter = knowledge.rules.criteria.find(({ id }) => id === priority?.criterion)?.when.matter;
  const read: Answers = { ...(typeof matter === 'string' ? { matter } : {}), ...said };
  const [description = ''] = parts;
  // A product or an address that was named stands in the summary; only what grades the case is confirmed by itself, save that
  // something does not work: that is what a report says.
  const grading = knowledge.rules.questions.filter(({ kind }) => kind === 'choice').map(({ id }) => id);
  return {
    answers: { description, ...read, ...answers },
    carry: { ...carry, read: grading.filter((id) => Object.hasOwn(read, id) && read[id] !== 'problem') },
  };
}

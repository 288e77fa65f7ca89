import { saidIn } from '../knowledge/replies.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import type { Answers } from '../policy/intake.js';
import type { FormState } from './form-state.js';
import { detailsIn } from './reading.js';
import type { Services } from './services.js';

/** What is read out of a message that reports a problem. */
export type Report = Pick<Recognition, 'parts' | 'answers' | 'priority'>;

/**
 * The report without what only asks the bot for something ("can someone call me?"): that is no problem. `call`: a call was asked
 * for.
 */
export async function withoutOrders(
  services: Services,
  report: Report,
): Promise<{ readonly report: Report; readonly call: boolean }> {
  if (report.parts.length < 2) return { report, call: false };
  const read = await Promise.all(report.parts.map((part) => services.recognise(part)));
  const orders = read.filter(({ kind }) => kind === 'action' || kind === 'smalltalk');
  const [problem, ...others] = read.filter((one) => !orders.includes(one));
  if (problem === undefined || orders.length === 0) return { report, call: false };
  const parts = [problem, ...others].map(({ text }) => text);
  const call = orders.some(({ intent }) => intent?.startsWith('callback') || intent === 'human');
  return { report: others.length > 0 ? { ...report, parts } : { ...problem, parts }, call };
}

type Begun = Pick<FormState, 'answers' | 'carry'>;

/** What a report says: several problems, or one with the grading questions that it answers clearly. */
export function withReport(
  { knowledge }: Services,
  { answers, carry }: Begun,
  { parts, priority, answers: said }: Report,
): Begun {
  const { description: _described, ...others } = answers;
  if (parts.length > 1) return { answers: others, carry: { ...carry, parts } };
  // What it is about follows from the criterion that the report seems to meet.
  const matter = knowledge.rules.criteria.find(({ id }) => id === priority?.criterion)?.when.matter;
  const unasked = saidIn(parts[0] ?? '', knowledge.replies);
  const read: Answers = { ...(typeof matter === 'string' ? { matter } : {}), ...agreed(said, unasked) };
  const [description = ''] = parts;
  // A product or an address that was named stands in the summary; only what grades the case is confirmed by itself, save that
  // something does not work: that is what a report says.
  const grading = knowledge.rules.questions.filter(({ kind }) => kind === 'choice').map(({ id }) => id);
  const confirmed = grading.filter((id) => Object.hasOwn(read, id) && read[id] !== 'problem');
  return {
    answers: { description, ...read, ...answers },
    carry: { ...carry, read: confirmed, first: confirmed.map((id) => `${id}=${read[id]}`) },
  };
}

/** Both readings of a message together; what they read differently is asked. */
function agreed(one: Answers, other: Answers): Answers {
  const both = { ...one, ...other };
  return Object.fromEntries(Object.entries(both).filter(([id, value]) => (one[id] ?? value) === value));
}

/** One problem among several, with what is known of the customer and of the product where it names no other. */
export async function withProblem(
  services: Services,
  problem: string,
  known: Answers,
  carry: FormState['carry'],
): Promise<Begun> {
  const { product, version, deployment, installed, ...others } = known;
  const details = detailsIn(services, problem);
  const samePlace = details.product === undefined || details.product === product;
  const place = samePlace ? { product, version, deployment, installed } : {};
  const kept = Object.entries({ ...others, ...place }).flatMap(([id, value]) => (value ? [[id, value]] : []));
  const report = await services.recognise(problem);
  const answers = { ...Object.fromEntries(kept), ...details };
  return withReport(services, { answers, carry }, { ...report, parts: [problem] });
}

/** The chosen way with several problems: one case after the other, or one for all. */
export async function split(services: Services, state: FormState): Promise<FormState> {
  const { parts = [], ...carry } = state.carry;
  const { split: way, ...answers } = state.answers;
  const [first = '', ...rest] = parts;
  const begun =
    way === 'together'
      ? await withProblem(services, parts.join('\n'), answers, carry)
      : await withProblem(services, first, answers, { ...carry, rest });
  return { ...state, ...begun };
}

/** The form without what was read out of the first message: the customer wants to be asked. */
export function forgetRead(state: FormState): FormState {
  const { read = [], first: _first, ...carry } = state.carry;
  const answers = Object.fromEntries(Object.entries(state.answers).filter(([id]) => !read.includes(id)));
  return { ...state, answers, carry: { ...carry, read: [] } };
}

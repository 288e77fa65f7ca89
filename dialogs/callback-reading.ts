import { choiceIn, mentions, plain } from '../knowledge/replies.js';
import type { Answers, Question } from '../policy/intake.js';
import { callRoutes } from './call-routes.js';
import { callbackFacts, callbackQuestions, countryOf, kindAsked, readCarry } from './callback-facts.js';
import { routeReason } from './callback-words.js';
import { contractIn } from './entitlement.js';
import { type Choice, type FormReading, settle, yesNo } from './form.js';
import type { FormState } from './form-state.js';
import { readingWithCountry } from './phone-answer.js';
import { choicesOf } from './reading.js';
import type { Services } from './services.js';
import type { Step } from './step.js';
import type { Turn } from './turn.js';

/** An order is short; what a call is about may be said in more words. */
const orderWords = 6;

/** How a callback form reads a message. */
export function callbackReading(
  services: Services,
  { answers, carry }: Pick<FormState, 'answers' | 'carry'>,
  turn: Turn,
): FormReading {
  const base = readingWithCountry(services, countryOf(services, { answers, carry }));
  const kindIn = (text: string): Answers => {
    const kind = isOrder(services, text) ? kindAsked(services, text) : undefined;
    return kind === undefined ? {} : { kind };
  };
  const reading: FormReading = {
    ...base,
    questions: callbackQuestions,
    known: (now) => callbackFacts(services, { answers: now, carry }),
    choices: (question) => choicesFor(services, question, carry),
    read: (question, text) =>
      question.id === 'about' && isOrder(services, text) ? undefined : base.read(question, text),
    details: (text) => ({ ...base.details(text), ...contractIn(services, text), ...kindIn(text) }),
    aside: (state, text) =>
      refusedPolicy(services, state, text) ??
      onlyCase(services, reading, state, text) ??
      refusedKind(services, state, turn),
    insists: { ...kindIn(turn.text), ...contractIn(services, turn.text) },
    meant: kindIn(turn.text),
  };
  return reading;
}

function choicesFor(services: Services, question: Question, carry: FormState['carry']): readonly Choice[] {
  const { say } = services;
  if (question.id === 'case')
    return [...readCarry(carry).cases, 'none'].map((value) => ({
      value,
      label: value === 'none' ? say('choice.case.none') : value,
    }));
  if (question.id === 'kind')
    return ['now', 'queue'].map((value) => ({ value, label: say(`choice.kind.${value}`) }));
  return choicesOf(services, question);
}

function refusedPolicy({ knowledge }: Services, state: FormState, text: string): Step | undefined {
  const refuses = mentions(text, 'policy-refused', knowledge.replies);
  return refuses ? { kind: 'said', key: 'privacy.refused', state } : undefined;
}

/** "Yes" and "no" to the question whether it is about a case, where there is only one. */
function onlyCase(
  { knowledge }: Services,
  reading: FormReading,
  state: FormState,
  text: string,
): Step | undefined {
  const [only, ...others] = readCarry(state.carry).cases;
  if (state.asking !== 'case' || only === undefined || others.length > 0) return undefined;
  const choice = choiceIn(text, yesNo, knowledge.replies);
  if (choice === undefined) return undefined;
  const answers = { ...state.answers, case: choice === 'yes' ? only : 'none' };
  return { kind: 'answered', learned: [], state: settle({ ...state, answers }, reading) };
}

/** Why the kind that is asked for is not to be had, once level and region are known as far as they matter. */
function refusedKind(services: Services, state: FormState, turn: Turn): Step | undefined {
  const kind = isOrder(services, turn.text) ? kindAsked(services, turn.text) : undefined;
  if (kind === undefined || state.asking === 'kind') return undefined;
  const facts = callbackFacts(services, state);
  const routes = callRoutes(services, facts, turn.timeZone);
  const open =
    (facts['level-matters'] === 'yes' && facts.level === undefined) ||
    (facts['region-matters'] === 'yes' && facts.region === undefined) ||
    (facts['priority-matters'] === 'yes' && facts.triage === undefined);
  if (open || routes.kinds.includes(kind)) return undefined;
  const why = { markdown: routeReason(services, routes) };
  return { kind: 'said', key: 'callback.not-now', values: { why }, state };
}

/** Whether the message is an order to be called in one of the two ways, not words about something else that hold a "now". */
export function isOrder({ knowledge, say }: Services, text: string): boolean {
  const said = plain(text);
  const { values } = knowledge.replies;
  const names = ['now', 'queue'].flatMap((kind) => [...(values[kind] ?? []), say(`choice.kind.${kind}`)]);
  if (names.some((name) => plain(name) === said)) return true;
  return said.split(' ').length <= orderWords && mentions(text, 'call-order', knowledge.replies);
}

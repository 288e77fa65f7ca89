import { type CallbackKind, isOpen } from '../handoff/case.js';
import { choiceIn } from '../knowledge/replies.js';
import type { Answers, Question } from '../policy/intake.js';
import { type CallRoutes, callRoutes } from './call-routes.js';
import type { Entitlement } from './entitlement.js';
import type { FormState } from './form-state.js';
import { offerIn } from './offers.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

export const callbackQuestions: readonly Question[] = [
  { id: 'case', part: 'problem', kind: 'choice', when: [{ cases: 'yes' }] },
  { id: 'level', part: 'contract', kind: 'level', choices: ['unknown'], when: [{ 'level-matters': 'yes' }] },
  {
    id: 'region',
    part: 'contract',
    kind: 'region',
    choices: ['unknown'],
    when: [{ 'region-matters': 'yes' }],
  },
  {
    id: 'triage',
    part: 'contract',
    kind: 'choice',
    choices: ['yes', 'no'],
    when: [{ 'priority-matters': 'yes' }],
  },
  { id: 'about', part: 'problem', kind: 'text', optional: true, when: [{ 'without-case': 'yes' }] },
  { id: 'kind', part: 'contract', kind: 'choice', when: [{ kinds: 'both' }] },
  {
    id: 'number',
    part: 'contact',
    kind: 'choice',
    choices: ['yes', 'no'],
    when: [{ 'number-known': 'yes' }],
  },
  { id: 'phone', part: 'contact', kind: 'phone' },
];

/** What a callback form carries along, as `FormState` stores it. */
export interface CallbackCarry {
  /** Own cases to choose from, with their grades. */
  readonly cases: readonly string[];
  readonly grades: readonly string[];
  /** A number known from a case or from the callback that is changed; '' for none. */
  readonly phone: string;
  readonly contract: Entitlement;
  /** Id of the open callback that is changed in place of requesting another one; '' for none. */
  readonly changes: string;
}

export function carryOf({ cases, grades, phone, contract, changes }: CallbackCarry): FormState['carry'] {
  const { level = '', region = '', country = '', by = '' } = contract;
  return { cases, grades, phone: [phone], contract: [level, region, country, by], changes: [changes] };
}

export function readCarry({
  cases = [],
  grades = [],
  phone,
  contract = [],
  changes,
}: FormState['carry']): CallbackCarry {
  const [level, region, country, by] = contract;
  return {
    cases,
    grades,
    phone: phone?.[0] ?? '',
    contract: {
      ...(level ? { level } : {}),
      ...(region ? { region } : {}),
      ...(country ? { country } : {}),
      ...(by === 'tenant' || by === 'account' || by === 'domain' ? { by } : {}),
    },
    changes: changes?.[0] ?? '',
  };
}

/** The answers, what is known without asking, and what that means for what is asked: the facts of a callback. */
export function callbackFacts(
  services: Services,
  { answers, carry }: Pick<FormState, 'answers' | 'carry'>,
): Answers {
  const { cases, grades, phone, contract, changes } = readCarry(carry);
  const { level, region } = contract;
  const about = cases.length === 0 ? 'none' : answers.case;
  const facts: Answers = {
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...answers,
    ...(about === undefined ? {} : { case: about }),
    cases: cases.length > 0 ? 'yes' : 'no',
    ...(about === 'none' ? { 'without-case': 'yes' } : {}),
    priority: grades[cases.indexOf(answers.case ?? '')] ?? 'unknown',
  };
  const routes = callRoutes(services, facts);
  const { kind: wished, ...rest } = facts;
  const kind =
    routes.kinds.find((one) => one === wished) ?? (routes.kinds.length === 1 ? routes.kinds[0] : undefined);
  return {
    ...rest,
    ...(routes.levelMatters && level === undefined ? { 'level-matters': 'yes' } : {}),
    ...(routes.regionMatters && region === undefined ? { 'region-matters': 'yes' } : {}),
    ...(offersTriage(facts, routes) ? { 'priority-matters': 'yes' } : {}),
    ...(kind === undefined ? { kinds: 'both' } : { kind }),
    // A number that the customer gives counts, whatever was known before.
    ...(phone === '' || answers.phone ? {} : { 'number-known': 'yes' }),
    ...(answers.number === 'yes' && !answers.phone ? { phone } : {}),
    // What it is about was said when it was requested.
    ...(changes === '' ? {} : { about: '' }),
  };
}

/** Who wants to be rung now, and would be if it were a P1, is offered to have the problem graded first. */
function offersTriage({ case: about, kind }: Answers, { kinds, priorityMatters }: CallRoutes): boolean {
  return about === 'none' && kind === 'now' && !kinds.includes('now') && priorityMatters;
}

export function kindOf(facts: Answers): CallbackKind {
  return facts.kind === 'now' ? 'now' : 'queue';
}

/** The kind that the message asks for in so many words; "call me" alone leaves it open. */
export function kindAsked(services: Services, text: string): CallbackKind | undefined {
  const button = offerIn(services, text);
  if (button === 'callback-now') return 'now';
  if (button === 'callback-queue') return 'queue';
  const choices = (['now', 'queue'] as const).map((value) => ({
    value,
    label: services.say(`choice.kind.${value}`),
  }));
  const named = choiceIn(text, choices, services.knowledge.replies);
  return named === 'now' || named === 'queue' ? named : undefined;
}

/** As many own cases as are offered to choose from. */
const listedCases = 3;

/** What a callback form starts from: the customer's open cases, a known number, the contract, and an open callback to change. */
export async function knownBefore(
  services: Services,
  turn: Turn,
  contract: (email: string | undefined) => Promise<Entitlement>,
  another: boolean,
): Promise<CallbackCarry & { readonly about: string | undefined }> {
  const cases = (await services.handoff.casesOf(turn.owner))
    .filter(({ status }) => status !== 'closed' && status !== 'resolved')
    .slice(0, listedCases);
  const calls = (await services.handoff.callbacksOf(turn.owner)).filter(isOpen);
  const latest =
    cases.find(({ number }) => turn.text.toUpperCase().includes(number)) ??
    cases.find(({ number }) => number === turn.memory.caseNumber);
  const changes = another
    ? undefined
    : calls.findLast(({ caseNumber }) => latest === undefined || caseNumber === latest.number);
  const about = cases.find(({ number }) => number === changes?.caseNumber) ?? latest;
  const contact = [about, ...cases].map((one) => one?.contact);
  return {
    cases: cases.map(({ number }) => number),
    grades: cases.map(({ priority }) => priority ?? 'unknown'),
    phone: changes?.phone ?? contact.map((one) => one?.phone).find(Boolean) ?? '',
    contract: await contract(contact.map((one) => one?.email).find(Boolean)),
    changes: changes?.id ?? '',
    about: about?.number ?? (changes && cases.length > 0 ? 'none' : undefined),
  };
}

/** The country whose numbers need no country code: that of the directory, else of the region. */
export function countryOf(
  services: Services,
  state: Pick<FormState, 'answers' | 'carry'>,
): string | undefined {
  const { contract } = readCarry(state.carry);
  return contract.country ?? regionCountry(services, state.answers.region ?? contract.region);
}

/** The country of a region, or of the only one there is. */
export function regionCountry({ knowledge }: Services, region: string | undefined): string | undefined {
  const { regions } = knowledge.rules;
  const one = regions.find(({ id }) => id === region) ?? (regions.length === 1 ? regions[0] : undefined);
  return one?.country;
}

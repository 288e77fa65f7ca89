import type { CallbackKind } from '../handoff/case.js';
import type { Answers, Question } from '../policy/intake.js';
import { type CallRoutes, callRoutes } from './call-routes.js';
import type { Choice, FormReading, FormState } from './form.js';
import type { FormSpec, Outcome } from './form-dialog.js';
import { choicesOf, detailsIn, readingFor, showPhone } from './reading.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';

export interface CallbackOptions {
  /** The kind that was asked for; offered only as the rules allow. */
  readonly wanted?: CallbackKind;
}

/** As many own cases as are offered to choose from. */
const listedCases = 3;

const questions: readonly Question[] = [
  { id: 'case', part: 'problem', kind: 'choice', when: [{ cases: 'yes' }] },
  { id: 'about', part: 'problem', kind: 'text', optional: true, when: [{ case: 'none' }] },
  { id: 'level', part: 'contract', kind: 'level', choices: ['unknown'], when: [{ 'level-matters': 'yes' }] },
  {
    id: 'region',
    part: 'contract',
    kind: 'region',
    choices: ['unknown'],
    when: [{ 'region-matters': 'yes' }],
  },
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

/** The guided request of a callback (sections self-service-portal, phone-support, holidays, entitlements). */
export function callbackSpec(services: Services): FormSpec<CallbackOptions> {
  const { say } = services;
  const routesFor = (answers: Answers): CallRoutes => callRoutes(services, answers);

  const known = ({ answers, carry }: Pick<FormState, 'answers' | 'carry'>): Answers => {
    const facts: Answers = {
      ...answers,
      cases: carry.cases?.length ? 'yes' : 'no',
      ...(carry.cases?.length ? {} : { case: 'none' }),
      priority: priorityOf(answers, carry),
    };
    const { levelMatters, regionMatters, kinds } = routesFor(facts);
    const [only] = kinds;
    const kind = kinds.find((one) => one === answers.kind) ?? (kinds.length === 1 ? only : undefined);
    const { kind: _wished, ...rest } = facts;
    return {
      ...rest,
      ...(levelMatters ? { 'level-matters': 'yes' } : {}),
      ...(regionMatters ? { 'region-matters': 'yes' } : {}),
      ...(kind === undefined ? { kinds: 'both' } : { kind }),
      ...(carry.phone?.[0] ? { 'number-known': 'yes' } : {}),
      ...(answers.number === 'yes' ? { phone: carry.phone?.[0] ?? '' } : {}),
    };
  };

  return {
    id: 'callback',
    reading: ({ carry }, turn): FormReading => ({
      ...readingFor(services),
      remark: () => undefined,
      another: () => undefined,
      questions,
      known: (answers) => known({ answers, carry }),
      choices: (question): readonly Choice[] => {
        if (question.id === 'case') {
          return [...(carry.cases ?? []), 'none'].map((value) => ({
            value,
            label: value === 'none' ? say('choice.case.none') : value,
          }));
        }
        if (question.id === 'kind')
          return ['now', 'queue'].map((value) => ({ value, label: say(`choice.kind.${value}`) }));
        return choicesOf(services, question);
      },
      insists: kindAskedFor(turn),
      meant: {},
    }),

    begin: async (turn, { wanted }) => {
      const cases = (await services.handoff.casesOf(turn.owner))
        .filter(({ status }) => status !== 'closed')
        .slice(0, listedCases);
      const details = detailsIn(services, turn.text);
      const about = cases.find(({ number }) => number === turn.memory.caseNumber);
      const phone = details.phone ?? [about, ...cases].map((one) => one?.contact.phone).find(Boolean) ?? '';
      return {
        opening: [],
        answers: {
          ...(wanted === undefined ? {} : { kind: wanted }),
          ...(about ? { case: about.number } : {}),
          ...(details.phone ? { phone: details.phone } : {}),
        },
        carry: {
          cases: cases.map(({ number }) => number),
          grades: cases.map(({ priority }) => priority ?? 'unknown'),
          emails: cases.map(({ contact }) => contact.email),
          phone: details.phone || phone === '' ? [] : [phone],
        },
      };
    },

    ask: (question, state, turn) => {
      const facts = known(state);
      const asked = say(`ask.${question.id}`, {
        phone: showPhone(state.carry.phone?.[0] ?? ''),
        now: { markdown: explanation(services, routesFor(facts), 'now') },
        queue: { markdown: explanation(services, routesFor(facts), 'queue') },
      });
      if (question.part !== 'contact' || state.misses > 0) return asked;
      const before = [
        whatComes(services, facts, state),
        ...(turn.memory.privacyShown ? [] : [say('privacy.before')]),
      ];
      turn.memory.privacyShown = true;
      return [...before, asked].filter((text) => text !== '').join('\n\n');
    },

    after: (state) => state,

    summary: async (state) => {
      const facts = known(state);
      return {
        text: say('callback.summary', {
          phone: showPhone(facts.phone ?? ''),
          case: facts.case === 'none' ? say('status.no-case') : (facts.case ?? ''),
          what: { markdown: explanation(services, routesFor(facts), kindOf(facts)) },
        }),
        buttons: [
          { title: say('choice.request'), action: { do: 'confirm', draft: state.draftId } },
          { title: say('choice.change') },
          { title: say('choice.discard') },
        ],
      };
    },

    fields: (state) =>
      questions
        .filter(({ id }) => Object.hasOwn(state.answers, id))
        .map(({ id }) => ({ title: say('form.change-line', { line: say(`line.${id}`) }) })),

    submit: (state, turn) => submit(services, state, known(state), turn),
  };
}

async function submit(
  { handoff, say }: Services,
  state: FormState,
  facts: Answers,
  turn: Turn,
): Promise<Outcome> {
  const requested = await handoff.requestCallback({
    draftId: state.draftId,
    owner: turn.owner,
    conversation: turn.conversation,
    kind: kindOf(facts),
    phone: facts.phone ?? '',
    caseNumber: facts.case === undefined || facts.case === 'none' ? null : facts.case,
    notes: notesOf(facts),
  });
  if (requested.kind === 'unknown-case') return { replies: [{ text: say('callback.unknown-case') }] };
  const { callback, existing } = requested;
  rememberMade(turn.memory, state.draftId, callback.id);
  const key = existing ? 'callback.already' : `callback.requested-${callback.kind}`;
  return { replies: [{ text: say(key, { phone: showPhone(callback.phone), place: callback.place ?? '' }) }] };
}

/** What staff should know: the stated level (never verified here) and what the call is about. */
function notesOf(facts: Answers): readonly string[] {
  const notes = [
    facts.about && `about: ${facts.about}`,
    facts.level && `level as stated by the customer: ${facts.level}`,
  ];
  return notes.filter((note): note is string => typeof note === 'string' && note !== '');
}

/** Said before the number is asked for: what the kind means, and why another kind that was asked for is not to be had. */
function whatComes(services: Services, facts: Answers, { answers }: FormState): string {
  const routes = callRoutes(services, facts);
  const kind = kindOf(facts);
  const wanted = answers.kind;
  const refused =
    wanted !== undefined && wanted !== kind
      ? services.say('callback.not-now', { why: { markdown: reason(services, routes) } })
      : '';
  return [refused, explanation(services, routes, kind)].filter((text) => text !== '').join('\n\n');
}

function explanation({ say }: Services, routes: CallRoutes, kind: CallbackKind): string {
  return say(`callback.${kind}.${routes.served[kind]}`, { 'next-opening': nextOpening(say, routes) });
}

function reason({ say }: Services, routes: CallRoutes): string {
  return say(`route.${routes.reason}`, { 'next-opening': nextOpening(say, routes) });
}

function nextOpening(say: Services['say'], { opens }: CallRoutes): string {
  return opens === '' ? '' : say('callback.opens', { opens });
}

function kindAskedFor({ recognition: { intent } }: Turn): Answers {
  if (intent === 'callback-now') return { kind: 'now' };
  return intent === 'callback-queue' ? { kind: 'queue' } : {};
}

function kindOf(facts: Answers): CallbackKind {
  return facts.kind === 'now' ? 'now' : 'queue';
}

function priorityOf(answers: Answers, carry: FormState['carry']): string {
  const index = carry.cases?.indexOf(answers.case ?? '') ?? -1;
  return carry.grades?.[index] ?? 'unknown';
}

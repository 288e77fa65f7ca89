import { mentions } from '../knowledge/replies.js';
import type { Question } from '../policy/intake.js';
import { type CallRoutes, callRoutes } from './call-routes.js';
import {
  callbackFacts,
  callbackQuestions,
  carryOf,
  countryOf,
  kindAsked,
  kindOf,
  knownBefore,
  readCarry,
} from './callback-facts.js';
import { callbackReading } from './callback-reading.js';
import { requestCallback } from './callback-request.js';
import { explanation, routeReason, whatComes } from './callback-words.js';
import type { CardLine } from './card.js';
import { entitlementOf } from './entitlement.js';
import type { FormSpec } from './form-spec.js';
import type { FormState } from './form-state.js';
import { readingWithCountry, unsurePhone } from './phone-answer.js';
import { readBack, showPhone } from './reading.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';
import { escapeMarkdown } from './wording.js';

/** Answers that are lines of the summary; the others lead to these. */
const hasLine = ({ id }: Question): boolean => !['case', 'triage', 'number'].includes(id);

/** The guided request of a callback (sections self-service-portal, phone-support, holidays, entitlements). */
export function callbackSpec(services: Services): FormSpec<object> {
  const { say } = services;
  const routesFor = (state: FormState, turn: Turn): CallRoutes =>
    callRoutes(services, callbackFacts(services, state), turn.timeZone);

  const changeLine = (id: string): string => say('form.change-line', { line: say(`line.${id}`) });
  const changeable = ({ answers }: FormState): readonly string[] =>
    callbackQuestions.filter((one) => hasLine(one) && Object.hasOwn(answers, one.id)).map(({ id }) => id);

  return {
    id: 'callback',
    takesFiles: false,
    reading: (state, turn) => callbackReading(services, state, turn),

    begin: async (turn) => {
      const another = mentions(turn.text, 'another-callback', services.knowledge.replies);
      const said = readingWithCountry(services, undefined).details(turn.text);
      const known = await knownBefore(
        services,
        turn,
        (email) => entitlementOf(services, turn, { ...(email === undefined ? {} : { email }), ...said }),
        another,
      );
      const kind = kindAsked(services, turn.text);
      const carry = carryOf(known);
      const country = countryOf(services, { answers: {}, carry });
      const { phone } = readingWithCountry(services, country).details(turn.text);
      return {
        opening: (phone === undefined ? unsurePhone(services, turn) : givenNumber(services, turn)).map(
          (text) => ({ text }),
        ),
        answers: {
          ...(kind === undefined ? {} : { kind }),
          ...(known.about === undefined ? {} : { case: known.about }),
          ...(phone === undefined ? {} : { phone }),
        },
        carry: phone === undefined ? carry : { ...carry, phone: [''] },
      };
    },

    ask: (question, state, turn) => {
      const routes = routesFor(state, turn);
      const asked = say(`ask.${question.id}`, {
        phone: showPhone(readCarry(state.carry).phone),
        now: { markdown: explanation(services, routes, 'now') },
        queue: { markdown: explanation(services, routes, 'queue') },
        why: { markdown: routeReason(services, routes) },
      });
      if (question.part !== 'contact' || state.misses > 0) return asked;
      const asksAgain = state.trail.includes('number') && question.id === 'phone';
      const explained = asksAgain || state.trail.includes('kind') || state.trail.includes('triage');
      const before = [
        ...(explained
          ? []
          : [whatComes(services, callbackFacts(services, state), state.answers.kind, turn.timeZone)]),
        ...(turn.memory.privacyShown ? [] : [say('privacy.before')]),
      ];
      turn.memory.privacyShown = true;
      return [...before, asked].join('\n\n');
    },

    after: async (state, answered, { memory }) => {
      const given = answered === 'level' || answered === 'region' ? state.answers[answered] : undefined;
      if (answered !== undefined && given !== undefined && given !== 'unknown')
        memory.stated = { ...memory.stated, [answered]: given };
      return state;
    },

    caution: (fields, turn) =>
      fields.includes('phone') ? givenNumber(services, turn) : unsurePhone(services, turn),
    keepWords: () => undefined,
    tell: async (_about, state) => ({ text: say('why.default'), state }),
    readBack: (fields, state) => readBack(services, callbackQuestions.filter(hasLine), fields, state.answers),
    parting: () => 'callback',
    confirming: ({ carry }) => (readCarry(carry).changes === '' ? 'callback' : 'callback-change'),

    summary: async (state, turn) => {
      const facts = callbackFacts(services, state);
      const kind = kindOf(facts);
      const change = readCarry(state.carry).changes !== '';
      const shown = {
        phone: showPhone(facts.phone ?? ''),
        case: facts.case === 'none' ? say('status.no-case') : (facts.case ?? ''),
        kind: say(`callback.brief.${kind}.${routesFor(state, turn).served[kind]}`),
      };
      const line = (id: string, label: string, value: string): CardLine => ({
        label,
        value: escapeMarkdown(value),
        ...(changeable(state).includes(id)
          ? { change: { label: say('card.change'), button: { title: changeLine(id) } } }
          : {}),
      });
      return {
        text: say(change ? 'callback.summary-change' : 'callback.summary', { ...shown, what: shown.kind }),
        card: {
          parts: [
            { kind: 'title', text: say('card.check-callback') },
            {
              kind: 'lines',
              lines: [
                line('phone', say('line.phone'), shown.phone),
                line('case', say('card.about'), shown.case),
                line('kind', say('line.kind'), shown.kind),
              ],
            },
          ],
        },
        buttons: [
          {
            title: say(change ? 'choice.change-callback' : 'choice.request'),
            action: { do: 'confirm', draft: state.draftId },
          },
          { title: say('choice.change') },
          { title: say('choice.discard') },
        ],
      };
    },

    fields: (state) => changeable(state).map((id) => ({ title: changeLine(id) })),

    submit: (state, turn) => requestCallback(services, state, turn),
  };
}

/** How personal data are handled, where the number came before it was asked for. */
function givenNumber({ say }: Services, { memory }: Turn): readonly string[] {
  if (memory.privacyShown) return [];
  memory.privacyShown = true;
  return [say('privacy.given-callback')];
}

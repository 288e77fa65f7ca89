import type { PlacedCallback } from '../handoff/handoff.js';
import { type CallRoutes, callRoutes } from './call-routes.js';
import { callbackFacts, kindOf, readCarry } from './callback-facts.js';
import { openAlready, servedLater, servedWhen } from './callback-words.js';
import { contractNotes } from './entitlement.js';
import type { Outcome } from './form-spec.js';
import type { FormState } from './form-state.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';
import { escapeMarkdown } from './wording.js';

/** Requests the confirmed callback, or changes the open one that it takes the place of, by the rules as they are at this moment. */
export async function requestCallback(services: Services, state: FormState, turn: Turn): Promise<Outcome> {
  const { handoff, say } = services;
  const facts = callbackFacts(services, state);
  const routes = callRoutes(services, facts, turn.timeZone);
  const kind = kindOf(facts);
  const phone = facts.phone ?? '';
  const { changes } = readCarry(state.carry);
  if (changes !== '') {
    const changed = await handoff.changeCallback(turn.owner, changes, { kind, phone });
    if (changed.kind !== 'changed')
      return {
        replies: [{ text: say(changed.kind === 'too-late' ? 'callback.too-late' : 'callback.none') }],
      };
    rememberMade(turn.memory, { draft: state.draftId, number: changes });
    return {
      replies: [
        callbackReply(services, changed.callback, told(services, 'changed', changed.callback, routes)),
      ],
    };
  }
  const requested = await handoff.requestCallback({
    draftId: state.draftId,
    owner: turn.owner,
    conversation: turn.conversation,
    kind,
    phone,
    caseNumber: facts.case === undefined || facts.case === 'none' ? null : facts.case,
    notes: notesOf(services, state, routes),
  });
  if (requested.kind === 'unknown-case') return { replies: [{ text: say('callback.unknown-case') }] };
  const { callback, existing } = requested;
  rememberMade(turn.memory, { draft: state.draftId, number: callback.id });
  const text = existing ? openAlready(services, callback) : told(services, 'requested', callback, routes);
  return { replies: [callbackReply(services, callback, text)] };
}

/** What is said of a callback, with its number, place and case at a glance. */
function callbackReply(
  { say }: Services,
  { id, phone, place, caseNumber }: PlacedCallback,
  text: string,
): Reply {
  const line = (name: string, value: string) => ({ label: say(name), value });
  return {
    text,
    card: {
      parts: [
        { kind: 'title', text: say('card.callback', { id }) },
        {
          kind: 'lines',
          lines: [
            line('line.phone', escapeMarkdown(showPhone(phone))),
            ...(place === undefined ? [] : [line('card.place', String(place))]),
            ...(caseNumber === null ? [] : [line('card.about', caseNumber)]),
          ],
        },
        { kind: 'text', text },
      ],
    },
  };
}

function told(
  services: Services,
  what: 'requested' | 'changed',
  { kind, phone, place }: PlacedCallback,
  routes: CallRoutes,
): string {
  return services
    .say(`callback.${what}-${kind}`, {
      phone: showPhone(phone),
      place: place ?? '',
      when: { markdown: servedWhen(services, routes) },
    })
    .trim();
}

/** What staff should know: what the call is about, where level and region come from, and when it can be served at all. */
function notesOf(services: Services, state: FormState, { served }: CallRoutes): readonly string[] {
  const { about } = state.answers;
  const { contract } = readCarry(state.carry);
  return [
    ...(about ? [`about: ${about}`] : []),
    ...contractNotes(services, state.answers, contract),
    ...(served.queue === 'in-turn' ? [] : [servedLater]),
  ];
}

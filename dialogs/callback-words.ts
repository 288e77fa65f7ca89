import type { CallbackKind } from '../handoff/case.js';
import type { PlacedCallback } from '../handoff/handoff.js';
import type { Answers } from '../policy/intake.js';
import { type CallRoutes, callRoutes } from './call-routes.js';
import { kindOf } from './callback-facts.js';
import { showPhone } from './reading.js';
import type { Services } from './services.js';

/** The note on a callback that waits for business hours, for staff. */
export const servedLater = 'to be served in business hours';

/** What the kind means, and when it is served. */
export function explanation({ say }: Services, { served, opens }: CallRoutes, kind: CallbackKind): string {
  return say(`callback.${kind}.${served[kind]}`, { 'next-opening': opens });
}

/** Why a ring at once is, or is not, to be had. */
export function routeReason({ say }: Services, { reason, opens }: CallRoutes): string {
  return say(`route.${reason}`, { 'next-opening': opens });
}

/** When a queued callback is served, if not as soon as it is its turn; '' then. */
export function servedWhen({ say }: Services, { served, opens }: CallRoutes): string {
  return say.maybe(`callback.${served.queue}`, { 'next-opening': opens }) ?? '';
}

/** Said before the number is asked for: what the kind means, and why another kind that was asked for is not to be had. */
export function whatComes(
  services: Services,
  facts: Answers,
  wanted: string | undefined,
  timeZone: string | undefined,
): string {
  const routes = callRoutes(services, facts, timeZone);
  const kind = kindOf(facts);
  const refused =
    wanted !== undefined && wanted !== kind
      ? services.say('callback.not-now', { why: { markdown: routeReason(services, routes) } })
      : '';
  // When support opens is said once.
  const shown = refused === '' ? routes : { ...routes, opens: '' };
  return [refused, explanation(services, shown, kind).trim()].filter((text) => text !== '').join('\n\n');
}

/** An open callback in one line of a list. */
export function callbackLine({ say }: Services, { id, phone, place, caseNumber }: PlacedCallback): string {
  return say(place === undefined ? 'status.callback-now' : 'status.callback', {
    id,
    phone: showPhone(phone),
    place: place ?? '',
    case: caseNumber ?? say('status.no-case'),
  });
}

/** That a callback is open already, and what can be done with it. */
export function openAlready({ say }: Services, { id, phone, place, caseNumber }: PlacedCallback): string {
  return say('callback.open-already', {
    id,
    phone: showPhone(phone),
    place: place === undefined ? say('callback.open-now') : say('callback.open-place', { place }),
    case: caseNumber ?? say('status.no-case'),
  });
}

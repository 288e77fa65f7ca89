import type { Case } from '../handoff/case.js';
import { callRoutes } from './call-routes.js';
import { routeReason } from './callback-words.js';
import { entitlementOf } from './entitlement.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** What may come after a case: a callback of a kind that the rules allow, or may allow once level and region are known. */
export async function afterCase(services: Services, turn: Turn, opened: Case): Promise<Reply> {
  const { say } = services;
  const { level, region } = await entitlementOf(services, turn, { email: opened.contact.email });
  const facts = {
    priority: opened.priority ?? 'unknown',
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
  };
  const routes = callRoutes(services, facts, turn.timeZone);
  const mayRing =
    routes.kinds.includes('now') ||
    (level === undefined && routes.levelMatters) ||
    (region === undefined && routes.regionMatters);
  const why = { markdown: routeReason(services, routes) };
  return {
    text: say(mayRing ? 'incident.after' : 'incident.after-queue', { number: opened.number, why }),
    buttons: [
      ...[...(mayRing ? ['callback-now'] : []), 'callback-queue'].map((id) => ({
        title: say(`offer.${id}`),
      })),
      { title: say('offer.add-details', { number: opened.number }) },
    ],
  };
}

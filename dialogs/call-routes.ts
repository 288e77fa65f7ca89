import type { CallbackKind } from '../handoff/case.js';
import { type NamedLevel, supportLevel } from '../policy/entitlement.js';
import { nextOpening, openingAt, type Region } from '../policy/hours.js';
import type { Answers } from '../policy/intake.js';
import type { Priority } from '../policy/priority.js';
import { type RouteOffer, routesOpen, type Served, type Situation } from '../policy/routes.js';
import type { Services } from './services.js';

/** What the rules allow for a callback, given what is known so far. */
export interface CallRoutes {
  /** The kinds that are offered, the immediate one first. */
  readonly kinds: readonly CallbackKind[];
  readonly served: Readonly<Record<CallbackKind, Served>>;
  /** Id of the reason, said under `route.<reason>`. */
  readonly reason: string;
  /** The next opening in the region's time, or '' when nobody knows it. */
  readonly opens: string;
  /** Knowing the support level, or the region, would change what is offered. */
  readonly levelMatters: boolean;
  readonly regionMatters: boolean;
}

/** Applies the rules of who may phone when to the facts of a callback: `priority`, `level`, `region`. */
export function callRoutes(services: Services, facts: Answers): CallRoutes {
  const { entitlements, regions, routes: rules } = services.knowledge.rules;
  const now = services.now();
  const region =
    regions.find(({ id }) => id === facts.region) ?? (regions.length === 1 ? regions[0] : undefined);
  const situation: Situation = {
    priority: priorities.find((one) => one === facts.priority),
    level: levelOf(services, facts.level),
    opening: openingAt(now, region),
  };
  const offers = routesOpen(situation, rules);
  const phone = (changed: Partial<Situation>): string =>
    JSON.stringify(phoneOffers(routesOpen({ ...situation, ...changed }, rules)));
  const levels: readonly NamedLevel[] = entitlements.levels.map((level) => ({ kind: 'level', level }));
  const served = { now: servedBy(offers, 'callback-now'), queue: servedBy(offers, 'callback-queue') };
  return {
    kinds: (['now', 'queue'] as const).filter((kind) => served[kind] !== 'not-now'),
    served,
    reason: offers[0]?.reason ?? '',
    opens: opensAt(nextOpening(now, region), region),
    levelMatters: new Set(levels.map((level) => phone({ level }))).size > 1,
    // Beside what the regions differ in: without one, nobody can say when support opens.
    regionMatters:
      regions.length > 1 &&
      new Set([undefined, ...regions].map((one) => phone({ opening: openingAt(now, one) }))).size > 1,
  };
}

/** The level that an answer names; an answer may also be the name of one that the document does not map. */
function levelOf({ knowledge }: Services, answer: string | undefined): NamedLevel {
  return answer === undefined ? { kind: 'unknown' } : supportLevel(answer, knowledge.rules.entitlements);
}

function phoneOffers(offers: readonly RouteOffer[]): readonly (readonly string[])[] {
  return offers.filter(({ route }) => route !== 'case').map(({ route, served }) => [route, served]);
}

function servedBy(offers: readonly RouteOffer[], route: RouteOffer['route']): Served {
  return offers.find((offer) => offer.route === route)?.served ?? 'not-now';
}

const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

/** "Monday, 30 November, 08:00 CET": by the region's wall clock. */
function opensAt(instant: Date | undefined, region: Region | undefined): string {
  if (instant === undefined || region === undefined) return '';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: region.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}

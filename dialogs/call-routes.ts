import type { CallbackKind } from '../handoff/case.js';
import type { NamedLevel } from '../policy/entitlement.js';
import { holidaysListed, nextOpening, type Opening, openingAt, type Region } from '../policy/hours.js';
import type { Answers } from '../policy/intake.js';
import type { Priority } from '../policy/priority.js';
import { type RouteOffer, routesOpen, type Served, type Situation } from '../policy/routes.js';
import { namedLevel } from './entitlement.js';
import { moment } from './moment.js';
import type { Services } from './services.js';

/** What the rules allow for a callback, given what is known so far. */
export interface CallRoutes {
  /** The kinds that are offered, the immediate one first. */
  readonly kinds: readonly CallbackKind[];
  /** `hours-unlisted`: the hours are known, but not this year's holidays. */
  readonly served: Readonly<Record<CallbackKind, Served | 'hours-unlisted'>>;
  /** Id of the reason, said under `route.<reason>`. */
  readonly reason: string;
  readonly opening: Opening;
  readonly region: Region | undefined;
  /** When support opens next, by the region's clock and the customer's own, as a sentence; '' when nobody knows it. */
  readonly opens: string;
  /** Knowing the support level, the region, or the priority would change what is offered. */
  readonly levelMatters: boolean;
  readonly regionMatters: boolean;
  readonly priorityMatters: boolean;
}

/** Applies the rules of who may phone when to the facts of a callback: `priority`, `level`, `region`. */
export function callRoutes(services: Services, facts: Answers, customersZone?: string): CallRoutes {
  const { entitlements, regions, routes: rules } = services.knowledge.rules;
  const now = services.now();
  const region =
    regions.find(({ id }) => id === facts.region) ?? (regions.length === 1 ? regions[0] : undefined);
  const situation: Situation = {
    priority: priorities.find((one) => one === facts.priority),
    level: namedLevel(services, facts.level),
    opening: openingAt(now, region),
  };
  const offers = routesOpen(situation, rules);
  const phone = (changed: Partial<Situation>): string =>
    JSON.stringify(phoneOffers(routesOpen({ ...situation, ...changed }, rules)));
  const levels: readonly NamedLevel[] = entitlements.levels.map((level) => ({ kind: 'level', level }));
  const possibleLevels = situation.level.kind === 'unknown' ? levels : [situation.level];
  const unlisted = situation.opening === 'unknown' && region !== undefined && region.periods.length > 0;
  const toldApart = <T extends string>(word: T): T | 'hours-unlisted' =>
    unlisted && word === 'hours-unknown' ? 'hours-unlisted' : word;
  const served = {
    now: toldApart(servedBy(offers, 'callback-now')),
    queue: toldApart(servedBy(offers, 'callback-queue')),
  };
  return {
    kinds: (['now', 'queue'] as const).filter((kind) => served[kind] !== 'not-now'),
    served,
    reason: toldApart(offers[0]?.reason ?? ''),
    opening: situation.opening,
    region,
    opens: opensAt(services, nextOpening(now, region), region, customersZone),
    levelMatters: new Set(levels.map((level) => phone({ level }))).size > 1,
    // Beside what the regions differ in: without one, nobody can say when support opens.
    regionMatters:
      regions.length > 1 &&
      new Set([undefined, ...regions].map((one) => phone({ opening: openingAt(now, one) }))).size > 1,
    priorityMatters: possibleLevels.some(
      (level) => new Set(priorities.map((priority) => phone({ level, priority }))).size > 1,
    ),
  };
}

function phoneOffers(offers: readonly RouteOffer[]): readonly (readonly string[])[] {
  return offers.filter(({ route }) => route !== 'case').map(({ route, served }) => [route, served]);
}

function servedBy(offers: readonly RouteOffer[], route: RouteOffer['route']): Served {
  return offers.find((offer) => offer.route === route)?.served ?? 'not-now';
}

const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

function opensAt(
  services: Services,
  instant: Date | undefined,
  region: Region | undefined,
  customersZone: string | undefined,
): string {
  if (instant === undefined || region === undefined) return '';
  const key = holidaysListed(instant, region) ? 'callback.opens' : 'callback.opens-unlisted';
  return services.say(key, { opens: moment(services, instant, region.timeZone, customersZone) });
}

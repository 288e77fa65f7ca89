import type { NamedLevel } from './entitlement.js';
import type { Opening } from './hours.js';
import { type Condition, holds } from './intake.js';
import type { Priority } from './priority.js';

/** A way to reach support; the two callbacks differ in who waits (section self-service-portal). */
export type Route = 'case' | 'callback-queue' | 'callback-now';

/**
 * When a route is served. `at-once`: the phone rings at once and the customer joins the queue. `in-turn`: rung in the order
 * of requests. `in-business-hours`: as `in-turn`, but only once support opens. `hours-unknown`: as that, and nobody can say
 * when. `any-time`: submitted whenever the customer likes. `not-now`: not offered.
 */
export type Served = 'any-time' | 'at-once' | 'in-turn' | 'in-business-hours' | 'hours-unknown' | 'not-now';

/** What decides on the routes. */
export interface Situation {
  /** Undefined: not graded yet, or left to a person. */
  readonly priority: Priority | undefined;
  readonly level: NamedLevel;
  readonly opening: Opening;
}

/** One row of the table of who may phone when (sections phone-support, holidays and entitlements joined). */
export interface RouteRule {
  /** Facts: `opening`, `priority` (`P1` to `P4` or `unknown`) and `level` as `coverageOf` names it. */
  readonly when: Condition;
  readonly serves: Readonly<Record<Route, Served>>;
  /** Why, as an id; said in the wording under `route.<reason>`. */
  readonly reason: string;
}

export interface RouteOffer {
  readonly route: Route;
  readonly offered: boolean;
  readonly served: Served;
  readonly reason: string;
}

/** How far a support level reaches: `around-the-clock` (P1 only), `business-hours`, or why that is not known. */
export type Coverage = 'around-the-clock' | 'business-hours' | 'ambiguous' | 'unmapped' | 'unknown';

export function coverageOf(level: NamedLevel): Coverage {
  if (level.kind !== 'level') return level.kind;
  return level.level.aroundTheClock ? 'around-the-clock' : 'business-hours';
}

/** Every route with whether and how it is served, in the order case, queued callback, immediate callback. The first rule that holds decides. */
export function routesOpen(situation: Situation, rules: readonly RouteRule[]): readonly RouteOffer[] {
  const facts = {
    opening: situation.opening,
    priority: situation.priority ?? 'unknown',
    level: coverageOf(situation.level),
  };
  const rule = rules.find((candidate) => holds(candidate.when, facts)) ?? nothingKnown;
  return routes.map((route) => {
    const served = rule.serves[route];
    return { route, offered: served !== 'not-now', served, reason: rule.reason };
  });
}

const routes: readonly Route[] = ['case', 'callback-queue', 'callback-now'];

/** A case can be submitted at any time (section self-service-portal); nothing else is promised without a rule. */
const nothingKnown: RouteRule = {
  when: {},
  serves: { case: 'any-time', 'callback-queue': 'not-now', 'callback-now': 'not-now' },
  reason: 'no-rule',
};

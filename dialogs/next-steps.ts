import { closingAfter, holidayAt, nextOpening, type Region } from '../policy/hours.js';
import type { Answers } from '../policy/intake.js';
import { callRoutes } from './call-routes.js';
import { type Entitlement, entitlementOf, levelName, namedLevel } from './entitlement.js';
import { clock, moment } from './moment.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

export interface NextSteps extends Entitlement {
  /** `P1` to `P4`; undefined: a person grades the case. */
  readonly priority: string | undefined;
  /** The customer's own time zone, where the channel tells it. */
  readonly timeZone: string | undefined;
}

/** What comes after submitting the incident with these answers, by what is known of this customer. */
export async function nextStepsFor(services: Services, turn: Turn, answers: Answers): Promise<string> {
  const { priority, email } = answers;
  const contract = await entitlementOf(services, turn, email ? { email } : {});
  return nextSteps(services, {
    ...contract,
    priority: priority === 'person' ? undefined : priority,
    timeZone: turn.timeZone,
  });
}

/**
 * What comes after submitting an incident: whether the phone is served now or when next, whether the level reaches further, and
 * what is not promised (sections phone-support, holidays, entitlements, coverage). A few short lines.
 */
export function nextSteps(services: Services, { priority, timeZone, level, region }: NextSteps): string {
  const { say } = services;
  const facts = {
    ...(priority === undefined ? {} : { priority }),
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
  };
  const routes = callRoutes(services, facts);
  const phone = [hours(services, routes.region, timeZone)];
  if (routes.opening !== 'open') phone.push(beyondHours(services, priority, level));
  return [say('next.head'), phone.join(' '), say('next.no-promise')].join('\n\n');
}

function hours(services: Services, region: Region | undefined, customersZone: string | undefined): string {
  const { say, knowledge } = services;
  const now = services.now();
  if (region === undefined)
    return say(knowledge.rules.regions.length > 0 ? 'next.no-region' : 'next.no-hours');
  const { name, timeZone } = region;
  const until = closingAfter(now, region);
  const { opening } = callRoutes(services, { region: region.id });
  if (opening === 'open' && until) return say('next.open', { region: name, until: clock(until, timeZone) });
  if (opening === 'unknown')
    return say(region.periods.length > 0 ? 'next.unlisted' : 'next.no-hours', { region: name });
  const next = nextOpening(now, region);
  if (next === undefined) return say('next.no-opening', { region: name });
  const opens = moment(services, next, timeZone, customersZone);
  const holiday = holidayAt(now, region)?.name ?? '';
  return say(`next.${opening}`, { region: name, opens, holiday });
}

/** Who is served at night, at weekends and on holidays. */
function beyondHours(services: Services, priority: string | undefined, level: string | undefined): string {
  const { say } = services;
  if (priority === undefined) return say('next.person');
  if (priority !== 'P1') return say('next.only-p1');
  const named = namedLevel(services, level);
  const name = levelName(services, level) ?? '';
  if (named.kind === 'unmapped') return say('next.unmapped', { level: name });
  if (named.kind !== 'level') return say('next.level-unknown');
  return say(named.level.aroundTheClock ? 'next.covered' : 'next.not-covered', { level: name });
}

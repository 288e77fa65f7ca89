import { plain } from '../knowledge/replies.js';
import type { FoundCustomer, Identity } from '../policy/customer.js';
import { type NamedLevel, supportLevel } from '../policy/entitlement.js';
import type { Answers } from '../policy/intake.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** What is known of a customer's contract: the ids of level and region, the country of the office, and who says so. */
export interface Entitlement {
  /** Also the name of a level that the document does not map. */
  readonly level?: string;
  readonly region?: string;
  /** ISO code of the country whose phone numbers need no country code. */
  readonly country?: string;
  /** How the directory found the customer: only a tenant is vouched for, the rest may only have been typed. */
  readonly by?: FoundCustomer['by'];
}

/** By the directory, and what it does not know as the customer stated it in this conversation. */
export async function entitlementOf(
  { directory }: Services,
  { owner, memory }: Turn,
  said: Omit<Identity, 'tenant'>,
): Promise<Entitlement> {
  const found = await directory.find({ ...said, ...(owner.tenant === '' ? {} : { tenant: owner.tenant }) });
  const { level, region, country } = found?.customer ?? {};
  return {
    ...memory.stated,
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...(country === undefined ? {} : { country }),
    ...(found === undefined ? {} : { by: found.by }),
  };
}

/** The level that an answer names; an answer may also be the name of one that the document does not map. */
export function namedLevel({ knowledge }: Services, answer: string | undefined): NamedLevel {
  return answer === undefined ? { kind: 'unknown' } : supportLevel(answer, knowledge.rules.entitlements);
}

/** How a correction begins. */
const corrects = /^(?:(?:no|sorry|actually|wait|oh)\b[\s,.!]*)+/i;

/** The level or region that the whole message names, whatever was asked. */
export function contractIn(services: Services, message: string): Answers {
  const text = message.slice(0, 200).replace(corrects, '');
  const named = namedLevel(services, text);
  const region = services.knowledge.rules.regions.find(({ id, name }) =>
    [id, name].some((one) => plain(one) === plain(text)),
  );
  return {
    ...(named.kind === 'level' ? { level: named.level.id } : {}),
    ...(named.kind === 'unmapped' ? { level: named.name } : {}),
    ...(region === undefined ? {} : { region: region.id }),
  };
}

/** Its name for a customer; undefined when none is known. */
export function levelName(services: Services, answer: string | undefined): string | undefined {
  const named = namedLevel(services, answer);
  return named.kind === 'level' ? named.level.name : named.kind === 'unknown' ? undefined : named.name;
}

/** What staff should know of the contract of whoever submits these answers. */
export async function contractOf(
  services: Services,
  turn: Turn,
  { email }: Answers,
): Promise<readonly string[]> {
  return contractNotes(services, {}, await entitlementOf(services, turn, email ? { email } : {}));
}

/** What staff should know about where level and region come from: `answers` is what the customer said when asked. */
export function contractNotes(
  services: Services,
  answers: Answers,
  { level, region, by }: Entitlement,
): readonly string[] {
  const source =
    by === 'tenant' ? 'directory, by tenant' : `directory, by the ${by} as typed by the customer`;
  const fact = (name: string, stated: string | undefined, known: string | undefined): readonly string[] => {
    if (stated !== undefined && stated !== 'unknown') return [`${name}: ${stated} (stated by the customer)`];
    if (known === undefined) return [];
    return [`${name}: ${known} (${by === undefined ? 'stated by the customer' : source})`];
  };
  return [
    ...fact(
      'level',
      answers.level && (levelName(services, answers.level) ?? answers.level),
      levelName(services, level),
    ),
    ...fact('region', answers.region, region),
  ];
}

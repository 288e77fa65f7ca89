import { type Case, isClosed } from '../handoff/case.js';
import { readCaseNumber } from '../handoff/case-number.js';
import { accessCodeIn, caseNumberIn, surelyCodeIn } from './case-named.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/**
 * `case`: with the access code that opens it, where it is not the customer's own. `locked`: no access code was given, or a wrong one;
 * the same for a case that does not exist.
 */
export type Target =
  | { readonly kind: 'case'; readonly case: Case; readonly code?: string }
  | { readonly kind: 'several'; readonly cases: readonly Case[] }
  | { readonly kind: 'locked'; readonly number: string; readonly tried: boolean }
  | { readonly kind: 'none' };

/** Which case the customer speaks of: the one that is named, the one that was talked about last, or their open ones. */
export async function targetOf(services: Services, turn: Turn): Promise<Target> {
  const { text, awaited, memory } = turn;
  const own = await services.handoff.casesOf(turn.owner);
  const asked = awaited?.kind === 'code' ? awaited.number : undefined;
  const named = caseNumberIn(text) ?? asked;
  if (named !== undefined) {
    const given = asked === undefined ? surelyCodeIn(text) : accessCodeIn(text);
    return await numbered(services, turn, named, own, given);
  }
  const open = own.filter((one) => !isClosed(one));
  const [only, ...others] = open;
  const shown = open.find(({ number }) => number === memory.shown?.number);
  if (shown) return { kind: 'case', case: shown };
  if (memory.shown?.code !== undefined) return await numbered(services, turn, memory.shown.number, own, '');
  if (only !== undefined)
    return others.length > 0 ? { kind: 'several', cases: open } : { kind: 'case', case: only };
  const [newest] = own;
  return newest === undefined ? { kind: 'none' } : { kind: 'case', case: newest };
}

async function numbered(
  { handoff }: Services,
  { memory }: Turn,
  typed: string,
  own: readonly Case[],
  given: string,
): Promise<Target> {
  const number = readCaseNumber(typed);
  const mine = own.find((one) => one.number === number);
  if (mine) return { kind: 'case', case: mine };
  const known = memory.shown?.number === number ? memory.shown?.code : undefined;
  const code = given || (known ?? '');
  if (code === '') return { kind: 'locked', number: typed, tried: false };
  const found = await handoff.caseByCode(typed, code);
  return found.kind === 'found'
    ? { kind: 'case', case: found.case, code }
    : { kind: 'locked', number: typed, tried: true };
}

import type { Case } from '../handoff/case.js';
import { readCaseNumber } from '../handoff/case-number.js';
import { mentions } from '../knowledge/replies.js';
import { callbackLine } from './callback-words.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** As many as a customer reads in a chat. */
const shown = 5;

/** The customer's own cases and callbacks: those of the identity that the channel vouches for, or the one case whose code is given. */
export async function status(services: Services, turn: Turn): Promise<readonly Reply[]> {
  const { say, handoff } = services;
  const cases = await handoff.casesOf(turn.owner);
  const number = caseNumberIn(turn.text) ?? (turn.awaited?.kind === 'code' ? turn.awaited.number : undefined);
  const own = cases.find((one) => one.number === canonical(number));
  if (number !== undefined && own === undefined) return [await foreign(services, turn, number)];
  const callbacks = (await handoff.callbacksOf(turn.owner)).filter(
    ({ caseNumber }) => own === undefined || caseNumber === own.number,
  );
  const listed = own === undefined ? cases.slice(0, shown) : [own];
  if (listed.length === 0 && callbacks.length === 0)
    return [{ text: say('status.none'), buttons: [{ title: say('offer.open-case') }] }];
  const lines = [
    ...listed.map((one) => caseLine(services, one)),
    ...callbacks.map((one) => callbackLine(services, one)),
  ];
  const changes = mentions(turn.text, 'case-change', services.knowledge.replies)
    ? [`\n${say('status.more')}`]
    : [];
  return [{ text: [say('status.head'), ...lines, ...changes].join('\n') }];
}

/** A case number in the message, as typed; undefined when there is none. */
export function caseNumberIn(text: string): string | undefined {
  const said = text.slice(0, 500);
  const [written] = /\bFL-?[A-Z0-9]{6}\b/i.exec(said) ?? [];
  if (written !== undefined) return written;
  const [spaced] = /\bFL[ -]?(?:[A-Z0-9][ -]?){5}[A-Z0-9]\b/i.exec(said) ?? [];
  return spaced !== undefined && readCaseNumber(spaced) !== undefined ? spaced : undefined;
}

/** An access code in the message, as typed; '' when there is none. */
export function accessCodeIn(text: string): string {
  const number = caseNumberIn(text) ?? '';
  return /\b[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/i.exec(text.slice(0, 500).replace(number, ' '))?.[0] ?? '';
}

function canonical(number: string | undefined): string | undefined {
  return number === undefined ? undefined : readCaseNumber(number);
}

/** A case of somebody else, for who has its access code; unknown, foreign and wrongly coded cases get the same words. */
async function foreign(services: Services, turn: Turn, number: string): Promise<Reply> {
  const { say } = services;
  const code = accessCodeIn(turn.text);
  if (code === '') {
    turn.memory.awaits = { kind: 'code', number };
    return { text: say('status.needs-code', { number: number.toUpperCase() }) };
  }
  const found = await services.handoff.caseByCode(number, code);
  if (found.kind === 'not-found') {
    turn.memory.awaits = { kind: 'code', number };
    return { text: say('status.no-match') };
  }
  return { text: [say('status.head'), caseLine(services, found.case)].join('\n') };
}

/** A case in one line of a list. */
export function caseLine({ say }: Services, one: Case): string {
  return say('status.case', {
    number: one.number,
    status: say(`status.${one.status}`),
    priority: one.priority ?? say('grade.none'),
    since: one.createdAt.slice(0, 10),
    description: one.description.slice(0, 120),
  });
}

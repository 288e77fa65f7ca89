import { type Case, isClosed } from '../handoff/case.js';
import { readCaseNumber } from '../handoff/case-number.js';
import { mentions } from '../knowledge/replies.js';
import { callbackLine } from './callback-words.js';
import { accessCodeIn, caseNumberIn } from './case-named.js';
import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** As many as a customer reads in a chat. */
const shown = 5;
/** As many as there are buttons for. */
const offered = 3;

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
  const [only, ...others] = listed;
  if (only !== undefined && others.length === 0) turn.memory.shown = { number: only.number };
  if (listed.length === 0 && callbacks.length === 0)
    return [{ text: say('status.none'), buttons: [{ title: say('offer.open-case') }] }];
  const lines = [
    ...listed.map((one) => caseLine(services, one)),
    ...callbacks.map((one) => callbackLine(services, one)),
  ];
  const changes = ['case-change', 'add-order'].some((words) =>
    mentions(turn.text, words, services.knowledge.replies),
  )
    ? [`\n${say('status.more')}`]
    : [];
  const text = [say('status.head'), ...lines, ...changes].join('\n');
  return [{ text, buttons: workOn(services, turn, listed) }];
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
  turn.memory.shown = { number: found.case.number, code };
  return {
    text: [say('status.head'), caseLine(services, found.case)].join('\n'),
    buttons: workOn(services, turn, [found.case]),
  };
}

/** What can be done with the cases; nothing where an open question follows at once with buttons of its own. */
function workOn({ say }: Services, { guided }: Turn, cases: readonly Case[]): readonly Button[] {
  if (guided) return [];
  const open = cases.filter((one) => !isClosed(one)).slice(0, offered);
  const ids = open.length > 0 || cases.length !== 1 ? open : cases;
  const offer = open.length > 0 ? 'offer.add-details' : 'offer.related-case';
  return ids.map(({ number }) => ({ title: say(offer, { number }) }));
}

/** A case in one line of a list. */
export function caseLine({ say }: Pick<Services, 'say'>, one: Case): string {
  const line = say('status.case', {
    number: one.number,
    status: say(`status.${one.status}`),
    priority: one.priority ?? say('grade.none'),
    since: one.createdAt.slice(0, 10),
    description: one.description.slice(0, 120),
  });
  return one.ticket === undefined ? line : `${line} ${say('status.ticket', { ticket: one.ticket })}`;
}

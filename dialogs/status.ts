import type { Case } from '../handoff/case.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** As many as a customer reads in a chat. */
const shown = 5;

/** The customer's own cases and callbacks: those of the identity that the channel vouches for, or the one case whose code is given. */
export async function status(services: Services, turn: Turn): Promise<readonly Reply[]> {
  const { say, handoff } = services;
  const cases = await handoff.casesOf(turn.owner);
  const own = numberIn(turn.text, cases);
  const asked = own === undefined ? await foreign(services, turn.text) : undefined;
  if (asked !== undefined) return [asked];
  const callbacks = await handoff.callbacksOf(turn.owner);
  const listed = own === undefined ? cases.slice(0, shown) : [own];
  if (listed.length === 0 && callbacks.length === 0) {
    return [{ text: say('status.none'), buttons: [{ title: say('offer.open-case') }] }];
  }
  const lines = [
    ...listed.map((one) => caseLine(services, one)),
    ...callbacks.map((one) =>
      say(one.place === undefined ? 'status.callback-now' : 'status.callback', {
        phone: showPhone(one.phone),
        place: one.place ?? '',
        case: one.caseNumber ?? say('status.no-case'),
      }),
    ),
  ];
  return [{ text: [say('status.head'), ...lines].join('\n') }];
}

/** A case of somebody else, for who has its access code; unknown, foreign and wrongly coded cases get the same words. */
async function foreign(services: Services, text: string): Promise<Reply | undefined> {
  const [number] = text.match(/\bFL[- ]?[A-Z0-9]{6}\b/i) ?? [];
  if (number === undefined) return undefined;
  const [code = ''] = text.replace(number, '').match(/\b[A-Z0-9]{5}[- ]?[A-Z0-9]{5}\b/i) ?? [];
  const found = await services.handoff.caseByCode(number, code);
  if (found.kind === 'not-found')
    return { text: services.say('status.needs-code', { number: number.toUpperCase() }) };
  return { text: [services.say('status.head'), caseLine(services, found.case)].join('\n') };
}

function caseLine({ say }: Services, one: Case): string {
  return say('status.case', {
    number: one.number,
    status: say(`status.${one.status}`),
    priority: one.priority ?? say('grade.none'),
    description: one.description.slice(0, 120),
  });
}

/** The own case whose number stands in the message. */
function numberIn(text: string, cases: readonly Case[]): Case | undefined {
  const said = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return cases.find(({ number }) => said.includes(number.replace(/[^A-Z0-9]/g, '')));
}

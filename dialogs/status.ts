import type { Case } from '../handoff/case.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** As many as a customer reads in a chat. */
const shown = 5;

/** The customer's own cases and callbacks: those of the identity that the channel vouches for, and no others. */
export async function status(services: Services, turn: Turn): Promise<readonly Reply[]> {
  const { say, handoff } = services;
  const cases = await handoff.casesOf(turn.owner);
  const callbacks = await handoff.callbacksOf(turn.owner);
  const asked = numberIn(turn.text, cases);
  const listed = asked === undefined ? cases.slice(0, shown) : [asked];
  if (listed.length === 0 && callbacks.length === 0)
    return [{ text: say('status.none'), buttons: [{ title: say('offer.open-case') }] }];
  const lines = [
    ...listed.map((one) =>
      say('status.case', {
        number: one.number,
        status: say(`status.${one.status}`),
        priority: one.priority ?? say('grade.none'),
        description: one.description.slice(0, 120),
      }),
    ),
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

/** The own case whose number stands in the message. */
function numberIn(text: string, cases: readonly Case[]): Case | undefined {
  const said = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return cases.find(({ number }) => said.includes(number.replace(/[^A-Z0-9]/g, '')));
}

import type { DialogContext } from 'botbuilder-dialogs';
import { refusesAddition } from '../handoff/additions.js';
import type { AdditionOptions } from './addition.js';
import { type Target, targetOf } from './addition-target.js';
import { additionIn } from './addition-words.js';
import { refusedAddition } from './refused-addition.js';
import type { Reply } from './reply.js';
import { send } from './send.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** Begins to add something to a case, or says why that cannot be: it is closed, full, or not the customer's to see. */
export async function beginAddition(services: Services, dc: DialogContext, turn: Turn): Promise<void> {
  const { awaited } = turn;
  const kept = awaited?.kind === 'code' ? awaited.words : undefined;
  const words = kept ?? additionIn(services, turn) ?? '';
  const target = await targetOf(services, turn);
  const refusal = refusalOf(services, turn, target, words);
  if (refusal === undefined) {
    await dc.beginDialog('add', optionsFor(target, words));
    return;
  }
  await send(dc.context, [refusal]);
  await dc.repromptDialog();
}

function optionsFor(target: Target, words: string): AdditionOptions {
  if (target.kind === 'several') return { numbers: target.cases.map(({ number }) => number), words };
  if (target.kind !== 'case') return { numbers: [], words };
  const { case: one, code } = target;
  return { numbers: [one.number], words, ...(code === undefined ? {} : { code }) };
}

function refusalOf(services: Services, turn: Turn, target: Target, words: string): Reply | undefined {
  const { say, now } = services;
  switch (target.kind) {
    case 'none':
      return { text: say('addition.none'), buttons: [{ title: say('offer.open-case') }] };
    case 'locked': {
      const { number, tried } = target;
      turn.memory.awaits = { kind: 'code', number, words };
      return {
        text: tried ? say('status.no-match') : say('status.needs-code', { number: number.toUpperCase() }),
      };
    }
    case 'case': {
      const hindrance = refusesAddition(target.case, now());
      const { number } = target.case;
      return hindrance && refusedAddition(services, turn, hindrance, { number, words });
    }
    default:
      return undefined;
  }
}

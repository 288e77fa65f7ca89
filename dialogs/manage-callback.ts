import type { CallbackChanged, PlacedCallback } from '../handoff/handoff.js';
import { mentions } from '../knowledge/replies.js';
import { detailsIn, showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

const requests = ['cancel-callback', 'move-callback', 'place-in-queue'] as const;

/** What the customer wants done with a callback that was requested before, in the content's own phrases. */
function requestIn({ knowledge }: Services, text: string): (typeof requests)[number] | undefined {
  return requests.find((request) => mentions(text, request, knowledge.replies));
}

/** Whether the message is about an open callback of the customer's: without one, "call me on ..." asks for a new one. */
export async function managesCallback(services: Services, { owner, text }: Turn): Promise<boolean> {
  const request = requestIn(services, text);
  if (request === undefined) return false;
  return request !== 'move-callback' || (await services.handoff.callbacksOf(owner)).length > 0;
}

/** Cancels or moves the customer's newest open callback, or tells its place (section self-service-portal). */
export async function manageCallback(services: Services, turn: Turn): Promise<Reply> {
  const { handoff, say } = services;
  const callback = (await handoff.callbacksOf(turn.owner)).at(-1);
  if (callback === undefined)
    return { text: say('callback.none'), buttons: [{ title: say('offer.callback-queue') }] };
  switch (requestIn(services, turn.text)) {
    case 'cancel-callback':
      return outcome(services, await handoff.cancelCallback(turn.owner, callback.id), 'callback.cancelled');
    case 'move-callback': {
      const { phone } = detailsIn(services, turn.text, 'phone');
      if (phone === undefined) return { text: say('callback.move-to', { phone: showPhone(callback.phone) }) };
      return outcome(
        services,
        await handoff.changeCallback(turn.owner, callback.id, { phone }),
        'callback.moved',
      );
    }
    default:
      return { text: placeText(services, callback) };
  }
}

function outcome({ say }: Services, changed: CallbackChanged, key: string): Reply {
  if (changed.kind === 'not-found') return { text: say('callback.none') };
  if (changed.kind === 'too-late') return { text: say('callback.too-late') };
  return {
    text: say(key, { phone: showPhone(changed.callback.phone), place: changed.callback.place ?? '' }),
  };
}

function placeText({ say }: Services, { phone, place }: PlacedCallback): string {
  const values = { phone: showPhone(phone), place: place ?? '' };
  return say(place === undefined ? 'callback.ringing' : 'callback.place', values);
}

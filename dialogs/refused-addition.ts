import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/**
 * Why nothing can be added to the case, and what else can be done. A closed one is not opened again: a new one that names it, and
 * begins with the words, is offered.
 */
export function refusedAddition(
  { say }: Services,
  { memory }: Turn,
  hindrance: 'closed' | 'full',
  { number, words }: { readonly number: string; readonly words: string },
): Reply {
  const call = { title: say('offer.callback-queue') };
  if (hindrance === 'full') return { text: say('addition.full', { number }), buttons: [call] };
  memory.awaits = { kind: 'related', number, words };
  return {
    text: say('addition.closed', { number }),
    buttons: [{ title: say('offer.related-case', { number }) }, call],
  };
}

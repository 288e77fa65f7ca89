import { entryAt } from '../../dialogs/find-entry.js';
import { offerTitle } from '../../dialogs/offers.js';
import type { FaqServices } from './faq-services.js';

/**
 * The first message that a link into the chat stands for: the question of the entry or section in `ask`, or the words of
 * the offer in `do`. Undefined for what the content does not know: a link never puts words of its own into a chat.
 */
export function openingOf(services: FaqServices, query: URLSearchParams): string | undefined {
  const asked = query.get('ask');
  const place = asked === null ? undefined : entryAt(services, asked);
  if (place) return place.section?.title ?? place.entry.question;
  const offer = query.get('do');
  return offer === null ? undefined : offerTitle(services, offer);
}

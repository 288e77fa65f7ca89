import { offerTitle } from '../../dialogs/offers.js';
import { doAddress, entryAddress } from './address.js';
import type { FaqServices } from './faq-services.js';
import type { OfferJson } from './schema.js';

/** The offers of an entry that lead anywhere: into the chat, to another entry, or to an address of the content. */
export function offersOf(services: FaqServices, ids: readonly string[]): OfferJson[] {
  const { knowledge, say } = services;
  return ids.flatMap((id): OfferJson[] => {
    const [kind, name = ''] = id.split(/:(.*)/s);
    if (kind === 'entry') {
      const entry = knowledge.entries.find((one) => one.id === name);
      return entry ? [{ kind: 'entry', title: entry.title, url: entryAddress(entry.id) }] : [];
    }
    if (kind === 'link') {
      const url = Object.hasOwn(knowledge.links, name) ? knowledge.links[name] : undefined;
      return url ? [{ kind: 'link', title: say.maybe(`faq.link.${name}`) ?? shown(url), url }] : [];
    }
    const title = offerTitle(services, id);
    return title ? [{ kind: 'action', title, url: doAddress(id) }] : [];
  });
}

/** An address as one would say it. */
const shown = (url: string): string => url.replace(/^(?:https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '');

import { plain } from '../knowledge/replies.js';
import type { Intent } from '../knowledge/search/recognition.js';
import type { Button } from './reply.js';
import type { Services } from './services.js';

/** What an entry of the content may offer as a button, besides links (`link:name`) and other entries (`entry:id`). */
const offers: Readonly<Record<string, Intent>> = {
  'open-case': 'create-case',
  triage: 'create-case',
  'callback-now': 'callback-now',
  'callback-queue': 'callback-queue',
  'case-status': 'case-status',
  human: 'human',
  help: 'help',
};

/** The words of an offer such as `open-case`; undefined for what is none. */
export function offerTitle({ say }: Pick<Services, 'say'>, id: string): string | undefined {
  return Object.hasOwn(offers, id) ? say(`offer.${id}`) : undefined;
}

/** The buttons under an answer. Links are no buttons: they stand in the text. */
export function offerButtons(services: Services, ids: readonly string[]): readonly Button[] {
  return ids.flatMap((id): Button[] => {
    const title = offerTitle(services, id);
    if (title !== undefined) return [{ title }];
    const entry = id.startsWith('entry:')
      ? services.knowledge.entries.find((one) => `entry:${one.id}` === id)
      : undefined;
    return entry ? [{ title: entry.title }] : [];
  });
}

/** The intent whose button has exactly these words. */
export function offerIn(services: Pick<Services, 'say'>, text: string): Intent | undefined {
  const said = plain(text);
  const id = Object.keys(offers).find((offer) => plain(services.say(`offer.${offer}`)) === said);
  return id === undefined ? undefined : offers[id];
}

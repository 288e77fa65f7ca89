import type { Entry } from '../knowledge/entry.js';
import { plain } from '../knowledge/replies.js';
import type { Services } from './services.js';

/** Where an answer stands. */
export interface Place {
  readonly entry: Entry;
  /** One section of the entry when that answers the question. */
  readonly section: Entry['sections'][number] | undefined;
}

/** The entry, or the section of it, that an id such as `priority-levels#p1` names. */
export function entryAt(services: Pick<Services, 'knowledge'>, id: string): Place | undefined {
  const [entryId, sectionId] = id.split('#');
  const entry = services.knowledge.entries.find((one) => one.id === entryId);
  return entry && { entry, section: entry.sections.find((one) => one.id === sectionId) };
}

/** The entry or section whose title, question or "show all" button has exactly these words. */
export function entryNamed(
  services: Pick<Services, 'knowledge' | 'say'>,
  text: string,
): { readonly id: string; readonly title: string } | undefined {
  const said = plain(text);
  const more = (title: string): string => services.say('answer.more', { title });
  const named = (...names: readonly string[]): boolean =>
    names.some((name) => plain(name) === said || plain(more(name)) === said);
  for (const entry of services.knowledge.entries) {
    if (named(entry.title, entry.question)) return { id: entry.id, title: entry.title };
    const section = entry.sections.find(({ title }) => named(title));
    if (section) return { id: `${entry.id}#${section.id}`, title: section.title };
  }
  return undefined;
}

/** Its title, as its button has it. */
export function titleOf({ entry, section }: Place): string {
  return section?.title ?? entry.title;
}

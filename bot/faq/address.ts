/** Where an entry, or the section that an id such as `priority-levels#p1` names, is read. */
export function entryAddress(id: string): string {
  const [entry = '', section] = id.split('#');
  const page = `/faq/${encodeURIComponent(entry)}`;
  return section === undefined ? page : `${page}#${encodeURIComponent(section)}`;
}

/** Where the chat opens with the question of an entry or section asked. */
export const askAddress = (id: string): string => `/?ask=${encodeURIComponent(id)}`;

/** Where the chat opens with an offer, such as `open-case`, taken up. */
export const doAddress = (offer: string): string => `/?do=${encodeURIComponent(offer)}`;

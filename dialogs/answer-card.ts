import type { Card, CardLink, CardPart } from './card.js';
import type { Place } from './find-entry.js';
import { plainText } from './plain-text.js';
import { render } from './render.js';
import type { Source } from './reply.js';
import type { Services } from './services.js';

/** The place from its lead to its last section. */
export function partsOf({ entry, section }: Place): readonly CardPart[] {
  const lead: readonly CardPart[] = entry.lead === undefined ? [] : [{ kind: 'text', text: entry.lead }];
  if (section) return [...lead, { kind: 'blocks', blocks: section.blocks }];
  return [
    ...lead,
    { kind: 'blocks', blocks: entry.answer },
    ...entry.sections.flatMap(({ title, blocks }): readonly CardPart[] => [
      { kind: 'title', text: title },
      { kind: 'blocks', blocks },
    ]),
  ];
}

/** The parts as Markdown, for the text. */
export function partsText(parts: readonly CardPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'blocks') return render(part.blocks);
      if (part.kind === 'lines') return '';
      return part.kind === 'title' ? `**${part.text}**` : part.text;
    })
    .filter((text) => text !== '')
    .join('\n\n');
}

/** An answer as a message, with a card below for what a message cannot draw: tables, and pages to open. */
export function answerCard(
  services: Services,
  place: Place,
  {
    fact,
    parts,
    origin,
  }: { readonly fact: string; readonly parts: readonly CardPart[]; readonly origin: string },
): Card {
  const links = linksOf(services, place);
  const hasTable = parts.some(
    (part) => part.kind === 'blocks' && part.blocks.some(({ kind }) => kind === 'table'),
  );
  const above = [fact, hasTable ? '' : partsText(parts), origin].filter((text) => text !== '').join('\n\n');
  return { above, parts: hasTable ? [{ kind: 'title', text: nameOf(place) }, ...parts] : [], links };
}

/** "Business hours", or "Priority levels: P1". */
export function nameOf({ entry, section }: Place): string {
  return section ? `${entry.title}: ${section.title}` : entry.title;
}

/** Document, section and edition in one line. */
export function sourceLine(services: Services, place: Place): string {
  return services.say('answer.source', { ...editionOf(services), title: nameOf(place) });
}

/** What the answers are from. */
export function editionOf({ knowledge }: Services): { readonly document: string; readonly edition: string } {
  return { document: knowledge.document.title, edition: knowledge.document.edition ?? '' };
}

/** As much of the document as a reference shows, in characters. */
const extractLength = 160;

/** Where an answer is from; `fact`: the words of it that were asked for. */
export function sourceOf(place: Place, fact: string | null): Source {
  const { entry, section } = place;
  return {
    id: section ? `${entry.id}#${section.id}` : entry.id,
    title: nameOf(place),
    extract: plainText(fact ?? partsText(partsOf(place)), extractLength),
  };
}

/** The pages that the entry offers, by the words of its own links. */
export function linksOf({ knowledge }: Services, { entry }: Place): readonly CardLink[] {
  return entry.offers.flatMap((offer): readonly CardLink[] => {
    const name = offer.startsWith('link:') ? offer.slice(5) : '';
    const url = Object.hasOwn(knowledge.links, name) ? (knowledge.links[name] ?? '') : '';
    if (!/^https?:/.test(url)) return [];
    const words = entry.links.find((link) => link.url === url)?.words;
    return [{ title: words === undefined || words.includes('://') ? new URL(url).host : words, url }];
  });
}

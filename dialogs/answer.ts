import type { Entry } from '../knowledge/entry.js';
import { plain } from '../knowledge/replies.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import { answerCard, partsOf, partsText, sourceLine, sourceOf } from './answer-card.js';
import type { CardPart } from './card.js';
import { offerButtons } from './offers.js';
import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** Longer answers are shown whole only on request when a single fact was asked for. */
const shortAnswer = 700;

/** The answer to a question: the fact and the entry, a choice of a few, or an honest no with the next step. */
export function answer(services: Services, turn: Turn): readonly Reply[] {
  const { recognition, memory } = turn;
  const found = recognition.entries.flatMap(({ id }) => entryAt(services, id) ?? []);
  const [first] = found;
  if (recognition.decision === 'none' || first === undefined) return [noAnswer(services, turn)];
  memory.misses = 0;
  if (recognition.decision === 'choose') {
    return [
      {
        text: services.say('answer.choose'),
        buttons: [...found.map(buttonOf), { title: services.say('offer.none-of-these') }],
      },
    ];
  }
  const { fact, parts, buttons } = content(services, recognition, first);
  const guide = memory.guideShown ? [] : [services.say('answer.guide')];
  memory.guideShown = true;
  memory.entry = first.entry.id;
  memory.question = turn.text;
  const origin = [sourceLine(services, first), ...guide].join(' ');
  return [
    {
      text: [fact, partsText(parts), origin].filter((text) => text !== '').join('\n\n'),
      buttons,
      card: answerCard(services, first, { fact, parts, origin }),
      source: sourceOf(first, recognition.fact),
    },
  ];
}

export interface Place {
  readonly entry: Entry;
  /** One section of the entry when that answers the question. */
  readonly section: Entry['sections'][number] | undefined;
}

/** The entry, or the section of it, that an id such as `priority-levels#p1` names. */
export function entryAt(services: Services, id: string): Place | undefined {
  const [entryId, sectionId] = id.split('#');
  const entry = services.knowledge.entries.find((one) => one.id === entryId);
  return entry && { entry, section: entry.sections.find((one) => one.id === sectionId) };
}

/** The sentence that answers the very question, if one does, and as much of the entry as goes with it. */
interface Content {
  readonly fact: string;
  readonly parts: readonly CardPart[];
  readonly buttons: readonly Button[];
}

function content(services: Services, { fact }: Recognition, place: Place): Content {
  const { say } = services;
  const { entry, section } = place;
  const parts = partsOf(place);
  const whole = partsText(parts);
  const buttons = offerButtons(services, entry.offers);
  if (fact === null || whole.startsWith(fact)) return { fact: '', parts, buttons };
  const said = say('answer.fact', { fact: { markdown: fact } });
  if (whole.length <= shortAnswer) return { fact: said, parts, buttons };
  const more = { title: say('answer.more', { title: section?.title ?? entry.title }) };
  return { fact: said, parts: [], buttons: [more, ...buttons] };
}

/** The entry or section whose title, question or "show all" button has exactly these words. */
export function entryNamed(
  services: Services,
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

/** The document does not say it: the next step instead, and no guess. */
function noAnswer({ say, suggest }: Services, { memory, recognition, text }: Turn): Reply {
  memory.misses = (memory.misses ?? 0) + 1;
  memory.unanswered = text;
  if (recognition.topic !== 'far') memory.offered = 'incident';
  const near = suggest(text).map(({ title }) => ({ title }));
  if (near.length > 0)
    return { text: say('answer.near'), buttons: [...near, { title: say('offer.none-of-these') }] };
  const buttons = ['open-case', 'human'].map((id) => ({ title: say(`offer.${id}`) }));
  if (recognition.topic === 'far')
    return { text: say('answer.none-far'), buttons: [{ title: say('offer.help') }] };
  if (memory.misses === 1) return { text: say('answer.none'), buttons };
  return { text: say('answer.none-again'), buttons: [...buttons, { title: say('offer.help') }] };
}

function buttonOf({ entry, section }: Place): Button {
  return { title: section ? section.title : entry.title };
}

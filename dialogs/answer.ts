import type { Entry } from '../knowledge/entry.js';
import { plain } from '../knowledge/replies.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import { offerButtons } from './offers.js';
import { render } from './render.js';
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
  const { text, buttons } = content(services, recognition, first);
  const guide = memory.guideShown ? [] : [services.say('answer.guide', edition(services))];
  memory.guideShown = true;
  memory.entry = first.entry.id;
  memory.question = turn.text;
  return [{ text: `${text}\n\n${[source(services, first), ...guide].join(' ')}`, buttons: buttons ?? [] }];
}

interface Place {
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

function content(services: Services, { fact }: Recognition, { entry, section }: Place): Reply {
  const { say } = services;
  const body = section
    ? render(section.blocks)
    : [
        render(entry.answer),
        ...entry.sections.map((one) => `**${one.title}**\n\n${render(one.blocks)}`),
      ].join('\n\n');
  const whole = entry.lead === undefined ? body : `${entry.lead}\n\n${body}`;
  const buttons = offerButtons(services, entry.offers);
  if (fact === null || whole.startsWith(fact)) return { text: whole, buttons };
  if (whole.length <= shortAnswer) {
    return {
      text: say('answer.fact-and-entry', { fact: { markdown: fact }, entry: { markdown: whole } }),
      buttons,
    };
  }
  const more = { title: say('answer.more', { title: section?.title ?? entry.title }) };
  return { text: say('answer.fact', { fact: { markdown: fact } }), buttons: [more, ...buttons] };
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

function source(services: Services, { entry, section }: Place): string {
  const title = section ? `${entry.title}: ${section.title}` : entry.title;
  return services.say('answer.source', { ...edition(services), title });
}

function edition({ knowledge }: Services): { readonly document: string; readonly edition: string } {
  return { document: knowledge.document.title, edition: knowledge.document.edition ?? '' };
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

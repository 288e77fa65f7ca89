import { certaintyOf } from '../handoff/use.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import { answerCard, editionOf, partsOf, partsText, sourceLine, sourceOf } from './answer-card.js';
import type { CardPart } from './card.js';
import { chosenFor, isNoneOfThese } from './choice.js';
import { entryAt, entryNamed, type Place, titleOf } from './find-entry.js';
import { offerButtons } from './offers.js';
import { ratingButtons } from './rating.js';
import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** Longer answers are shown whole only on request when a single fact was asked for. */
const shortAnswer = 700;

/** The answer to a question: the fact and the entry, a choice of a few, or an honest no with the next step. */
export function answer(services: Services, turn: Turn): readonly Reply[] {
  const { recognition, memory } = turn;
  const chosen = chosenFor(services, turn);
  const asked = chosen ?? turn.text;
  const found = recognition.entries.flatMap(({ id }) => entryAt(services, id) ?? []);
  const [first] = found;
  if (recognition.decision === 'none' || first === undefined) return [noAnswer(services, turn, asked)];
  memory.misses = 0;
  if (recognition.decision === 'choose') {
    const entries = recognition.entries.map(({ id }) => id);
    memory.awaits = { kind: 'choice', text: asked, entries };
    turn.note({ what: 'offered', entries, text: asked });
    return [
      {
        text: services.say('answer.choose'),
        buttons: [
          ...found.map((place) => ({ title: titleOf(place) })),
          { title: services.say('offer.none-of-these') },
        ],
      },
    ];
  }
  const { fact, parts, buttons } = content(services, recognition, first);
  noteAnswer(services, turn, asked, chosen !== undefined);
  const guide = memory.guideShown ? [] : [services.say('answer.guide', editionOf(services))];
  memory.guideShown = true;
  memory.entry = first.entry.id;
  memory.question = turn.text;
  const origin = [sourceLine(services, first), ...guide].join(' ');
  return [
    {
      text: [fact, partsText(parts), origin].filter((text) => text !== '').join('\n\n'),
      buttons: [...buttons, ...ratingButtons(services, turn)],
      card: answerCard(services, first, { fact, parts, origin }),
      source: sourceOf(first, recognition.fact),
    },
  ];
}

/** The same entry as a whole, asked for by its button, is the same answer still. */
function noteAnswer(services: Services, turn: Turn, text: string, chosen: boolean): void {
  const { recognition, memory, note } = turn;
  const [{ id: entry, confidence } = { id: '', confidence: 0 }, ...others] = recognition.entries;
  const same = memory.answered?.entry.split('#')[0] === entry.split('#')[0];
  if (same && entryNamed(services, turn.text) !== undefined) return;
  const answer = services.newId();
  const certainty = certaintyOf(confidence);
  memory.answered = { answer, entry, text, next: others.map(({ id }) => id) };
  const shown = recognition.fact === null ? 'entry' : 'fact';
  note({ what: 'answered', answer, entry, shown, certainty, chosen, text });
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

/** The document does not say it: the next step instead, and no guess. */
function noAnswer(services: Services, { memory, recognition, text, note }: Turn, asked: string): Reply {
  const { say, suggest } = services;
  const refused = isNoneOfThese(services, text);
  memory.misses = (memory.misses ?? 0) + 1;
  memory.unanswered = asked;
  if (recognition.topic !== 'far') memory.offered = 'incident';
  const near = refused ? [] : suggest(text);
  if (!refused) note({ what: 'unanswered', near: recognition.entries[0]?.id ?? near[0]?.id ?? null, text });
  if (near.length > 0) {
    memory.awaits = { kind: 'choice', text, entries: near.map(({ id }) => id) };
    const buttons = [...near.map(({ title }) => title), say('offer.none-of-these')];
    return { text: say('answer.near'), buttons: buttons.map((title) => ({ title })) };
  }
  const buttons = ['open-case', 'human'].map((id) => ({ title: say(`offer.${id}`) }));
  if (recognition.topic === 'far')
    return { text: say('answer.none-far'), buttons: [{ title: say('offer.help') }] };
  if (memory.misses === 1) return { text: say('answer.none'), buttons };
  return { text: say('answer.none-again'), buttons: [...buttons, { title: say('offer.help') }] };
}

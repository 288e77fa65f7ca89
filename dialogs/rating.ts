import { choiceIn, commandIn, plain } from '../knowledge/replies.js';
import { chosenFor } from './choice.js';
import { entryAt, titleOf } from './find-entry.js';
import { yesNo } from './form.js';
import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/**
 * By these an answer is rated, as long as it was not and the channel has no thumbs of its own; in the middle of a guided
 * conversation the open question matters more.
 */
export function ratingButtons({ say }: Services, { memory, guided, surface }: Turn): readonly Button[] {
  if (surface.rates || guided || memory.answered === undefined || memory.answered.rated) return [];
  return ['rate.helped', 'rate.not-helped'].flatMap((key) => {
    const title = say.maybe(key);
    return title === undefined ? [] : [{ title }];
  });
}

/** Whether the message rates the last answer, or says what was missing in it and nothing that can be answered. */
export function isRating(services: Services, turn: Turn): boolean {
  if (turn.memory.answered === undefined) return false;
  return verdictIn(services, turn.text) !== undefined || saysWhatWasMissing(turn);
}

function verdictIn({ knowledge, say }: Services, text: string): 'helped' | 'not-helped' | undefined {
  const command = commandIn(text, knowledge.replies);
  return (['helped', 'not-helped'] as const).find(
    (verdict) => verdict === command || plain(text) === plain(say.maybe(`rate.${verdict}`) ?? ''),
  );
}

/** Courtesy is shorter. */
const courtesyWords = 3;

function saysWhatWasMissing({ awaited, text, recognition: { kind, decision } }: Turn): boolean {
  if (awaited?.kind !== 'missing') return false;
  if (kind === 'smalltalk') return text.split(/\s+/).length > courtesyWords;
  return kind === 'unknown' || (kind === 'faq' && decision === 'none');
}

/** Thanks for a good mark; after a bad one asks once what was missing, and offers what came next, a case and a person. */
export function rate(services: Services, turn: Turn): Reply {
  const { say, knowledge } = services;
  const { memory, text, note } = turn;
  const verdict = verdictIn(services, text);
  const { answered } = memory;
  if (answered === undefined) return { text: say('rate.thanks') };
  if (verdict === undefined) {
    if (choiceIn(text, yesNo, knowledge.replies) !== 'no') chosenFor(services, turn);
    return { text: say('rate.noted'), buttons: ways(services) };
  }
  const { answer, entry, text: asked, next, rated = false } = answered;
  note({ what: 'rated', answer, entry, helped: verdict === 'helped', comment: '', text: asked });
  memory.answered = { ...answered, rated: true };
  if (verdict === 'helped') return { text: say('rate.thanks') };
  memory.unanswered = asked;
  memory.offered = 'incident';
  // What comes next is no follow-up question to an answer that was none.
  delete memory.entry;
  delete memory.question;
  if (rated) return { text: say('rate.noted'), buttons: ways(services) };
  memory.awaits = { kind: 'missing', text: asked, entries: next };
  const others = next
    .flatMap((id) => entryAt(services, id) ?? [])
    .map((place) => ({ title: titleOf(place) }));
  return {
    text: say(others.length > 0 ? 'rate.missing-or' : 'rate.missing'),
    buttons: [...others, ...ways(services)],
  };
}

function ways({ say }: Services): readonly Button[] {
  return ['open-case', 'human'].map((id) => ({ title: say(`offer.${id}`) }));
}

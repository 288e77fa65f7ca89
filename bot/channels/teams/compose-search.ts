import { z } from 'zod';
import { cardLimit } from '../../../dialogs/activity-of.js';
import { adaptiveCard } from '../../../dialogs/adaptive-card.js';
import { linksOf, nameOf, partsOf, partsText, sourceLine, sourceOf } from '../../../dialogs/answer-card.js';
import type { Card } from '../../../dialogs/card.js';
import { entryAt, type Place } from '../../../dialogs/find-entry.js';
import { plainText } from '../../../dialogs/plain-text.js';
import type { Services } from '../../../dialogs/services.js';

/** The command of the app's manifest. */
export const searchCommand = 'searchAnswers';

/** As many results as one answer carries, and as far as anybody pages. */
const mostResults = 10;
const farthest = 500;

/** Longer is no search; it is cut. */
const longestQuery = 200;

const query = z.object({
  commandId: z.literal(searchCommand),
  parameters: z
    .array(z.object({ name: z.string().max(100), value: z.unknown() }))
    .max(10)
    .default([]),
  queryOptions: z
    .object({
      skip: z.number().int().min(0).max(farthest).catch(0),
      count: z.number().int().min(1).catch(mostResults),
    })
    .catch({ skip: 0, count: mostResults }),
});

/** Answers a search of the compose box with entries as cards; undefined when `value` is no search of this app. */
export type ComposeSearch = (value: unknown) => Promise<object | undefined>;

export function createComposeSearch(services: Services): ComposeSearch {
  return async (value) => {
    const asked = query.safeParse(value);
    if (!asked.success) return undefined;
    const { parameters, queryOptions } = asked.data;
    const given = parameters.find(({ name }) => name === 'query')?.value;
    const words = typeof given === 'string' ? given.trim().slice(0, longestQuery) : '';
    const found = await placesFor(services, words);
    const { skip, count } = queryOptions;
    const page = found.slice(skip, skip + Math.min(count, mostResults));
    if (page.length === 0)
      return { composeExtension: { type: 'message', text: services.say('card.none-found') } };
    const attachments = page.map((place) => attachmentOf(services, place));
    return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
  };
}

/** What the words are understood to ask for, then what has a name like them; all entries where nothing was typed. */
async function placesFor(services: Services, words: string): Promise<readonly Place[]> {
  if (words === '') return services.knowledge.entries.map((entry) => ({ entry, section: undefined }));
  const { decision, entries } = await services.recognise(words);
  const understood = decision === 'none' ? [] : entries;
  const ids = new Set([...understood, ...services.suggest(words)].map(({ id }) => id));
  return [...ids].flatMap((id) => entryAt(services, id) ?? []);
}

function attachmentOf(services: Services, place: Place) {
  const { extract } = sourceOf(place, null);
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: answerFor(services, place),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: nameOf(place), text: extract },
    },
  };
}

/** The answer as it is put into a chat: nobody there talks to the bot, so it has links and no other buttons. */
function answerFor(services: Services, place: Place) {
  const head = { kind: 'title', text: nameOf(place) } as const;
  const origin = { kind: 'text', text: sourceLine(services, place) } as const;
  const links = linksOf(services, place);
  const parts = partsOf(place);
  const drawn = (shown: Card['parts']) =>
    adaptiveCard(
      { parts: [head, ...shown, origin], links },
      {},
      { fallbackText: plainText(partsText(shown), 200), echoes: false },
    );
  const whole = drawn(parts);
  if (JSON.stringify(whole).length <= cardLimit) return whole;
  return drawn([{ kind: 'text', text: plainText(partsText(parts), 1000) }]);
}

import { plain } from '../knowledge/replies.js';
import { entryNamed } from './find-entry.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/**
 * The words that the entries were offered for, when the message takes one of them or refuses all; undefined when it says something
 * else. Notes what was taken, or the customer's words on what was missing.
 */
export function chosenFor(services: Services, { awaited, text, memory, note }: Turn): string | undefined {
  if (awaited?.kind !== 'choice' && awaited?.kind !== 'missing') return undefined;
  const of = awaited.entries;
  const entry = entryNamed(services, text)?.id;
  if (isNoneOfThese(services, text) || (entry !== undefined && of.includes(entry))) {
    note({ what: 'chosen', of, entry: entry ?? null, text: awaited.text });
    return awaited.text;
  }
  const { answered } = memory;
  if (awaited.kind === 'missing' && answered !== undefined && entry === undefined) {
    const { answer, entry: given, text: asked } = answered;
    note({ what: 'rated', answer, entry: given, helped: false, comment: text, text: asked });
  }
  return undefined;
}

/** Whether the message is the button that refuses all of the entries. */
export function isNoneOfThese({ say }: Services, text: string): boolean {
  return plain(text) === plain(say('offer.none-of-these'));
}

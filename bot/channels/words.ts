import type { Activity } from 'botbuilder';
import { z } from 'zod';

const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(500),
  mentioned: z.object({ id: z.string() }),
});

/** What the customer wrote. In a Teams group the bot is mentioned: its name is no part of what was said. */
export function wordsOf({ text, entities = [], recipient, channelId }: Activity): string {
  if (typeof text !== 'string') return '';
  const names = entities.flatMap((entity) => {
    const { success, data } = mention.safeParse(entity);
    return success && data.mentioned.id === recipient?.id ? [data.text] : [];
  });
  const said = names.reduce((left, name) => left.replaceAll(name, ' '), text);
  return channelId === 'msteams' ? unescaped(said) : said;
}

const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** Teams writes these signs as HTML does, each once. */
function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => signs[name] ?? whole);
}

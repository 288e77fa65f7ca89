import { z } from 'zod';
import { readYaml } from './yaml.js';

const words = z.record(z.string(), z.array(z.coerce.string()));

export const repliesSchema = z.object({ values: words, commands: words, fields: words }).readonly();

/** How customers answer a question of the bot: words by choice id, by command and by field. */
export type Replies = z.infer<typeof repliesSchema>;

export const noReplies: Replies = { values: {}, commands: {}, fields: {} };

/** Reads `replies.yaml`; errors name file and line. */
export function readReplies(file: string): Replies {
  return readYaml(file, repliesSchema, noReplies);
}

/** Lower case, one blank between words, apostrophes dropped, no punctuation at the ends. */
export function plain(text: string): string {
  return text
    .slice(0, 1000)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[.,;:!?"()\s]+/g, ' ')
    .trim();
}

/** The command that the whole message is; undefined when it is none. */
export function commandIn(text: string, replies: Replies): string | undefined {
  const said = spoken(text);
  return Object.keys(replies.commands).find((command) =>
    replies.commands[command]?.some((words) => plain(words) === said),
  );
}

/** Whether a phrase of the command stands anywhere in the message. */
export function mentions(text: string, command: string, replies: Replies): boolean {
  const said = ` ${plain(text)} `;
  return replies.commands[command]?.some((words) => said.includes(` ${plain(words)} `)) ?? false;
}

/** What follows a phrase of the command at the start of a message ("another problem: ..."), in the customer's words. */
export function after(text: string, command: string, replies: Replies): string | undefined {
  const phrase = replies.commands[command]?.find((words) => text.trim().toLowerCase().startsWith(words));
  const rest =
    phrase === undefined
      ? ''
      : text
          .trim()
          .slice(phrase.length)
          .replace(/^[\s:,;.–-]+/, '');
  return rest.split(/\s+/).length > 2 ? rest : undefined;
}

/** The field named after a command ("change the version" -> `version`), longest name first. */
export function fieldNamed(text: string, command: string, replies: Replies): string | undefined {
  const said = plain(text);
  const verb = replies.commands[command]?.map(plain).find((words) => said.startsWith(`${words} `));
  if (verb === undefined) return undefined;
  const rest = ` ${said.slice(verb.length + 1)} `;
  return longest(replies.fields, (name) => rest.includes(` ${name} `));
}

/**
 * The choice that a message names: by id, label or position in the list, by a phrase that means it at the start of the
 * message, or by one standing anywhere in a short message. Undefined when none or more than one fits.
 */
export function choiceIn(
  text: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  replies: Replies,
): string | undefined {
  const said = spoken(text);
  if (said === '') return undefined;
  const exact = choices.find(({ value, label }) => plain(value) === said || plain(label) === said);
  if (exact) return exact.value;
  if (/^\d{1,2}$/.test(said)) return choices[Number(said) - 1]?.value;

  const phrases = Object.fromEntries(
    choices.map(({ value, label }) => [value, [value, label, ...(replies.values[value] ?? [])]]),
  );
  const opening = longest(phrases, (words) => said === words || said.startsWith(`${words} `));
  if (opening !== undefined) return opening;
  if (said.split(' ').length > 12) return undefined;
  const inside = choices
    .map(({ value }) => value)
    .filter(
      (value) =>
        !bare.has(value) && phrases[value]?.some((words) => ` ${said} `.includes(` ${plain(words)} `)),
    );
  return inside.length === 1 ? inside[0] : undefined;
}

/** Words so common that they count only at the start of a message. */
const bare = new Set(['yes', 'no', 'unknown']);

/** The message as `plain`, but a lone sign ("?", "-") kept, since it can be an answer. */
function spoken(text: string): string {
  return plain(text) || text.trim().slice(0, 20);
}

/** The key whose longest fitting phrase is longer than that of every other. */
function longest(
  phrases: Readonly<Record<string, readonly string[]>>,
  fits: (words: string) => boolean,
): string | undefined {
  let best: { readonly key: string; readonly length: number } | undefined;
  for (const [key, list] of Object.entries(phrases)) {
    for (const words of list) {
      const said = spoken(words);
      if (said.length > (best?.length ?? 0) && fits(said)) best = { key, length: said.length };
    }
  }
  return best?.key;
}

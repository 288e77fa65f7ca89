import { z } from 'zod';
import type { Answers } from '../policy/intake.js';
import { evidenceSchema, noEvidenceWords } from './evidence.js';
import { readYaml } from './yaml.js';

const words = z.record(z.string(), z.array(z.coerce.string()));

export const repliesSchema = z
  .object({
    values: words,
    openers: words.default({}),
    commands: words,
    fields: words,
    answers: z.record(z.string(), words).default({}),
    ordinals: words.default({}),
    evidence: evidenceSchema.default(noEvidenceWords),
    languages: words.default({}),
    troubles: words.default({}),
  })
  .readonly();

/**
 * How customers answer a question of the bot: words by choice id, by command and by field; by question and value where they
 * answer unasked; by place in a list; by kind of evidence; the small words by which a language is known; and by language what
 * tells a report from a question.
 */
export type Replies = z.infer<typeof repliesSchema>;

export const noReplies: Replies = {
  values: {},
  openers: {},
  commands: {},
  fields: {},
  answers: {},
  ordinals: {},
  evidence: noEvidenceWords,
  languages: {},
  troubles: {},
};

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

/** Whether the whole message is one of the phrases. */
export function isOneOf(text: string, phrases: readonly string[]): boolean {
  const said = plain(text);
  return phrases.some((words) => plain(words) === said);
}

/** Whether a phrase of the command stands anywhere in the message. */
export function mentions(text: string, command: string, replies: Replies): boolean {
  return holdsOne(text, own(replies.commands, command));
}

/** Whether a message in this language tells of something that does not work; a question is none. */
export function tellsTrouble(text: string, language: string, replies: Replies): boolean {
  return !text.trim().endsWith('?') && holdsOne(text, own(replies.troubles, language));
}

function holdsOne(text: string, phrases: readonly string[]): boolean {
  const said = ` ${plain(text)} `;
  return phrases.some((words) => said.includes(` ${plain(words)} `));
}

function own(lists: Readonly<Record<string, readonly string[]>>, key: string): readonly string[] {
  return Object.hasOwn(lists, key) ? (lists[key] ?? []) : [];
}

/** What the message says of questions that nobody asked ("it does start"), by question id; where it says two things of one, nothing. */
export function saidIn(text: string, replies: Replies): Answers {
  const said = ` ${plain(text)} `;
  return Object.fromEntries(
    Object.entries(replies.answers).flatMap(([question, phrases]) => {
      const values = Object.keys(phrases).filter((value) =>
        phrases[value]?.some((words) => said.includes(` ${plain(words)} `)),
      );
      return values.length === 1 ? [[question, values[0] ?? '']] : [];
    }),
  );
}

/** The place in a list of `count` that the message names ("the second", "the last one"), from 0; undefined when it names none or two. */
export function placeIn(text: string, count: number, replies: Replies): number | undefined {
  const said = ` ${plain(text)} `;
  const named = Object.keys(replies.ordinals).filter((place) =>
    replies.ordinals[place]?.some((words) => said.includes(` ${plain(words)} `)),
  );
  const [place] = named;
  if (place === undefined || named.length > 1) return undefined;
  const index = place === 'last' ? count - 1 : Number(place) - 1;
  return index >= 0 && index < count ? index : undefined;
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

/** The field named after a command ("change the version", "yes, but change the version" -> `version`), longest name first. */
export function fieldNamed(text: string, command: string, replies: Replies): string | undefined {
  const said = ` ${plain(text)} `;
  for (const words of replies.commands[command] ?? []) {
    const verb = ` ${plain(words)} `;
    const at = said.indexOf(verb);
    const orders =
      at === 0 || (at > 0 && /(?: but| and| please| also| just| first| to)$/.test(said.slice(0, at)));
    const field = orders ? fieldIn(said.slice(at + verb.length), replies) : undefined;
    if (field !== undefined) return field;
  }
  return undefined;
}

/** The field that the message names anywhere, longest name first. */
export function fieldIn(text: string, replies: Replies): string | undefined {
  const said = ` ${plain(text)} `;
  return longest(replies.fields, (name) => said.includes(` ${name} `));
}

/**
 * The choice that a message names: by id, label or position in the list, by a phrase that means it at the start of the
 * message (yes and no: by one of their openers), or by one standing anywhere in a short message. Undefined when none or more than one fits.
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
  const whole = longest(phrases, (words) => said === words);
  if (whole !== undefined) return whole;
  const { none = [], ...openers } = replies.openers;
  const misleads = none.some((words) => `${said} `.startsWith(`${plain(words)} `));
  const opening = longest({ ...phrases, ...pick(openers, phrases) }, (words) => said.startsWith(`${words} `));
  if (opening !== undefined && !(misleads && Object.hasOwn(openers, opening))) return opening;
  if (said.split(' ').length > 12) return undefined;
  const inside = choices
    .map(({ value }) => value)
    .filter((value) => !bare.has(value) && phrases[value]?.some((words) => isSaid(plain(words), said)));
  return inside.length === 1 ? inside[0] : undefined;
}

/** Whether the phrase stands in the message and is not denied there ("not a wish"). */
function isSaid(phrase: string, said: string): boolean {
  const at = ` ${said} `.indexOf(` ${phrase} `);
  return (
    at >= 0 &&
    !/(?:^| )(?:not|isnt|never|no|kein|keine|nicht)(?: an?| the)?$/.test(said.slice(0, at).trimEnd())
  );
}

/** The lists of those keys that both have. */
function pick(lists: Readonly<Record<string, string[]>>, keys: object): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).filter(([key]) => Object.hasOwn(keys, key)));
}

/** Whether the whole message is one of the phrases that answer or command something, so that it is no name of anything. */
export function isPhrase(text: string, { values, commands }: Replies): boolean {
  const said = spoken(text);
  return [values, commands].some((lists) =>
    Object.values(lists)
      .flat()
      .some((words) => plain(words) === said),
  );
}

/** Words so common that they count only at the start of a message. */
const bare = new Set(['yes', 'no', 'unknown']);

/** The message as `plain`, but a lone sign ("?", "-") kept, since it can be an answer. */
function spoken(text: string): string {
  const said = plain(text).replace(/^please (?=.)|(?<=.) please$/g, '');
  return said || text.trim().slice(0, 20);
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

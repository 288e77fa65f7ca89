import { z } from 'zod';
import { readYamlFile, type YamlFile } from './yaml.js';

const keyWords = z.array(z.coerce.string()).min(1);

/** What is left out of an answer because it points to nothing: a sentence or a parenthesis with these words, or just the words. */
const hidden = z.union([
  z.strictObject({ sentence: keyWords }),
  z.strictObject({ parenthesis: keyWords }),
  z.strictObject({ words: z.string().min(1) }),
]);

const editorsEntry = z.strictObject({
  /** Each a list of key words; a heading that has all words of one is this entry. */
  headings: z.array(keyWords).min(1),
  title: z.string().min(1).max(60),
  topic: z.string().optional(),
  offers: z.array(z.string()).default([]),
  /** Said before the answer, unless the answer has all words of `unless`. */
  lead: z.strictObject({ say: z.string().min(1), unless: keyWords.optional() }).optional(),
  travels: z
    .array(z.strictObject({ with: keyWords, unless: keyWords.optional(), say: z.string().min(1) }))
    .default([]),
  hide: z.array(hidden).default([]),
  /** Other ways to ask for it. */
  asked: z.array(z.string()).default([]),
  /** Sub-sections: id -> key words of the heading. */
  sections: z.record(z.string(), keyWords).default({}),
  /** Key words of the paragraphs outside all entries that belong to this one. */
  preamble: keyWords.optional(),
});

const layer = z.record(
  z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is made of small letters, digits and hyphens'),
  editorsEntry,
);

export type Hidden = z.infer<typeof hidden>;
export type EditorsEntry = z.infer<typeof editorsEntry>;

/** The editor's layer over the document: entry id -> what is added to it. */
export type EntryLayer = Readonly<Record<string, EditorsEntry>>;

/** Reads `entries.yaml`; a missing file adds nothing. Throws a BuildError for mistakes in its shape. */
export function readEntryLayer(file: string): YamlFile<EntryLayer> {
  return readYamlFile<EntryLayer>(file, layer, {});
}

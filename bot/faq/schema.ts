import { z } from 'zod';

/** Everything that the JSON API of the FAQ takes and gives, by its name in the API's description. */
export const apiSchemas = z.registry<{ readonly id: string }>();

const markdown = z.string().describe('Inline Markdown without HTML');
const address = z.string().describe('A path on this host, or an http, https, mailto or tel address');

const block = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), text: markdown }),
    z.object({
      kind: z.literal('list'),
      ordered: z.boolean(),
      items: z.array(
        z.object({
          label: markdown.optional(),
          text: markdown,
          depth: z.int().min(0).describe('0: the list itself'),
        }),
      ),
    }),
    z.object({
      kind: z.literal('table'),
      corner: markdown,
      columns: z.array(markdown),
      rows: z.array(z.object({ name: markdown, cells: z.array(markdown) })),
    }),
  ])
  .describe('A paragraph, a list or a table of an answer')
  .register(apiSchemas, { id: 'Block' });

const offer = z
  .object({
    kind: z.enum(['action', 'entry', 'link']),
    title: z.string(),
    url: address,
  })
  .describe('What can be done next')
  .register(apiSchemas, { id: 'Offer' });

const source = z
  .object({ document: z.string(), edition: z.string().nullable() })
  .describe('The document that the answers come from')
  .register(apiSchemas, { id: 'Source' });

/** What every form of an entry begins with. */
const heading = {
  id: z.string(),
  title: z.string(),
  question: z.string(),
  topic: z.string(),
  url: address,
};

const summary = z
  .object({
    ...heading,
    alsoAsked: z.array(z.string()),
    keywords: z.array(z.string()).describe('What its tables and lists are about'),
    sections: z.array(z.object({ id: z.string(), title: z.string(), url: address })),
  })
  .describe('An entry without its answer')
  .register(apiSchemas, { id: 'Summary' });

export const entry = z
  .object({
    ...heading,
    lead: z.string().nullable().describe('Said before the answer'),
    blocks: z.array(block),
    sections: z.array(z.object({ id: z.string(), title: z.string(), url: address, blocks: z.array(block) })),
    offers: z.array(offer),
    source,
  })
  .describe('A question of the document with its answer')
  .register(apiSchemas, { id: 'Entry' });

const candidate = z
  .object({
    id: z.string().describe('Entry id, with "#section" when one section answers'),
    title: z.string(),
    url: address,
    confidence: z.number().min(0).max(1).nullable().describe('null: similar by its letters only'),
  })
  .describe('An entry that may answer')
  .register(apiSchemas, { id: 'Candidate' });

export const found = z
  .object({
    query: z.string(),
    outcome: z
      .enum(['answer', 'choose', 'request', 'none'])
      .describe(
        'answer: the entry answers; choose: one of the candidates may; request: no question but something to do, which the chat takes; none: the document does not say it',
      ),
    fact: z.string().nullable().describe('The very fact that was asked for, in Markdown'),
    section: z.string().nullable().describe('The section of the entry that answers'),
    entry: entry.nullable(),
    candidates: z.array(candidate),
    next: z.array(offer),
    source,
  })
  .describe('What the recogniser found for a question')
  .register(apiSchemas, { id: 'Found' });

export const entryList = z
  .object({ source, entries: z.array(summary) })
  .describe('All entries in the order of the document')
  .register(apiSchemas, { id: 'List' });

/** The most characters of a question to the FAQ. */
export const longestQuery = 300;

const wrong = (name: string, what: string) => ({ error: `${name}: write ${what}` });

/** What `GET /api/faq` takes. */
export const faqQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1, wrong('q', `1 to ${longestQuery} characters`))
    .max(longestQuery, wrong('q', `1 to ${longestQuery} characters`))
    .optional()
    .describe('The question in your own words; without it all entries are listed'),
  limit: z.coerce
    .number(wrong('limit', 'a whole number from 1 to 20'))
    .int(wrong('limit', 'a whole number from 1 to 20'))
    .min(1, wrong('limit', 'a whole number from 1 to 20'))
    .max(20, wrong('limit', 'a whole number from 1 to 20'))
    .default(5)
    .describe('The most candidates'),
});

export const opening = z
  .object({ text: z.string() })
  .describe('The first message that a link into the chat stands for')
  .register(apiSchemas, { id: 'Opening' });

export type BlockJson = z.infer<typeof block>;
export type OfferJson = z.infer<typeof offer>;
export type SourceJson = z.infer<typeof source>;
export type SummaryJson = z.infer<typeof summary>;
export type EntryJson = z.infer<typeof entry>;
export type CandidateJson = z.infer<typeof candidate>;
export type FoundJson = z.infer<typeof found>;
export type ListJson = z.infer<typeof entryList>;
export type OpeningJson = z.infer<typeof opening>;

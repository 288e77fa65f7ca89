import type { Block } from '../../knowledge/block.js';
import type { Entry } from '../../knowledge/entry.js';
import { plainText } from '../../knowledge/markdown-text.js';
import { entryAddress } from './address.js';
import type { FaqServices } from './faq-services.js';
import { offersOf } from './offers.js';
import type { BlockJson, EntryJson, SourceJson, SummaryJson } from './schema.js';

/** The entry with its answer, as the API gives it and the pages show it. */
export function entryJson(services: FaqServices, entry: Entry): EntryJson {
  const { id, lead, answer } = entry;
  return {
    ...heading(entry),
    lead: lead ?? null,
    blocks: answer.map(blockJson),
    sections: entry.sections.map((section) => ({
      id: section.id,
      title: section.title,
      url: entryAddress(`${id}#${section.id}`),
      blocks: section.blocks.map(blockJson),
    })),
    offers: offersOf(services, entry.offers),
    source: sourceJson(services),
  };
}

/** The entry without its answer. */
export function summaryJson(entry: Entry): SummaryJson {
  const { id, alsoAsked, answer, sections } = entry;
  return {
    ...heading(entry),
    alsoAsked: [...alsoAsked],
    keywords: [...new Set(answer.flatMap(namesIn).map(plainText))].filter((name) => name !== ''),
    sections: sections.map((one) => ({ id: one.id, title: one.title, url: entryAddress(`${id}#${one.id}`) })),
  };
}

/** What both begin with. */
function heading({ id, title, question, topic }: Entry) {
  return { id, title, question, topic, url: entryAddress(id) };
}

/** Where the answers come from. */
export function sourceJson({ knowledge }: FaqServices): SourceJson {
  return { document: knowledge.document.title, edition: knowledge.document.edition ?? null };
}

/** What the rows and columns of a table, or the items of a list, are called. */
function namesIn(block: Block): readonly string[] {
  if (block.kind === 'table') return [...block.rows.map(({ name }) => name), ...block.columns];
  return block.kind === 'list' ? block.items.flatMap(({ label }) => label ?? []) : [];
}

/** Without the lines of the document, which concern editors only. */
function blockJson(block: Block): BlockJson {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', text: block.text };
    case 'list': {
      const items = block.items.map(({ label, text, depth }) => ({
        ...(label === undefined ? {} : { label }),
        text,
        depth,
      }));
      return { kind: 'list', ordered: block.ordered, items };
    }
    case 'table': {
      const rows = block.rows.map(({ name, cells }) => ({ name, cells: [...cells] }));
      return { kind: 'table', corner: block.corner, columns: [...block.columns], rows };
    }
  }
}

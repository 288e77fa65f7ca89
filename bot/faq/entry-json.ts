import type { Services } from '../../dialogs/services.js';
import type { Block } from '../../knowledge/block.js';
import type { Entry } from '../../knowledge/entry.js';
import { entryAddress } from './address.js';
import { offersOf } from './offers.js';
import type { BlockJson, EntryJson, SourceJson, SummaryJson } from './schema.js';

/** The entry with its answer, as the API gives it and the pages show it. */
export function entryJson(services: Services, entry: Entry): EntryJson {
  const { id, title, question, topic, lead, answer } = entry;
  return {
    id,
    title,
    question,
    topic,
    url: entryAddress(id),
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
export function summaryJson({ id, title, question, topic, alsoAsked, sections }: Entry): SummaryJson {
  return {
    id,
    title,
    question,
    topic,
    url: entryAddress(id),
    alsoAsked: [...alsoAsked],
    sections: sections.map((one) => ({ id: one.id, title: one.title, url: entryAddress(`${id}#${one.id}`) })),
  };
}

/** Where the answers come from. */
export function sourceJson({ knowledge }: Services): SourceJson {
  return { document: knowledge.document.title, edition: knowledge.document.edition ?? null };
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

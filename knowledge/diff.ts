import type { Block } from './block.js';
import type { Entry } from './entry.js';
import type { Knowledge } from './knowledge.js';
import { plainText } from './markdown-text.js';

/** What a customer notices between two builds. */
export interface KnowledgeDiff {
  readonly added: readonly NamedEntry[];
  readonly removed: readonly NamedEntry[];
  readonly reworded: readonly Rewording[];
}

export interface NamedEntry {
  readonly id: string;
  readonly question: string;
}

export interface Rewording extends NamedEntry {
  readonly changes: readonly Change[];
}

/** A part of an entry before and after, in plain text; '' where it was not there. */
export interface Change {
  readonly part: 'question' | 'title' | 'lead' | 'answer' | 'section' | 'limits' | 'buttons';
  readonly before: string;
  readonly after: string;
}

/** Compares the entries of two builds by their ids, old first; formatting alone is no change. */
export function diffKnowledge(before: Knowledge, after: Knowledge): KnowledgeDiff {
  const old = new Map(before.entries.map((entry) => [entry.id, entry]));
  const kept = new Set(after.entries.map(({ id }) => id));
  return {
    added: after.entries.filter(({ id }) => !old.has(id)).map(named),
    removed: before.entries.filter(({ id }) => !kept.has(id)).map(named),
    reworded: after.entries.flatMap((entry) => {
      const earlier = old.get(entry.id);
      const changes = earlier === undefined ? [] : changesOf(earlier, entry);
      return changes.length > 0 ? [{ ...named(entry), changes }] : [];
    }),
  };
}

function named({ id, question }: Entry): NamedEntry {
  return { id, question };
}

function changesOf(before: Entry, after: Entry): readonly Change[] {
  const sections = new Set([...before.sections, ...after.sections].map(({ id }) => id));
  return [
    change('question', before.question, after.question),
    change('title', before.title, after.title),
    change('lead', before.lead ?? '', after.lead ?? ''),
    change('answer', textOf(before.answer), textOf(after.answer)),
    ...[...sections].map((id) => change('section', sectionText(before, id), sectionText(after, id))),
    change('limits', limits(before), limits(after)),
    change('buttons', before.offers.join(', '), after.offers.join(', ')),
  ].filter((one) => one.before !== one.after);
}

function change(part: Change['part'], before: string, after: string): Change {
  return { part, before, after };
}

function sectionText({ sections }: Entry, id: string): string {
  const section = sections.find((one) => one.id === id);
  return section === undefined ? '' : `${section.title}\n${textOf(section.blocks)}`;
}

function limits({ travels }: Entry): string {
  return travels.map(({ say }) => say).join('\n');
}

/** One line for each paragraph, list item and table row. */
function textOf(blocks: readonly Block[]): string {
  return blocks.map(linesOf).join('\n');
}

function linesOf(block: Block): string {
  if (block.kind === 'paragraph') return plainText(block.text);
  if (block.kind === 'list') {
    return block.items
      .map(({ label, text }) => plainText(label === undefined ? `- ${text}` : `- ${label}: ${text}`))
      .join('\n');
  }
  return [[block.corner, ...block.columns], ...block.rows.map(({ name, cells }) => [name, ...cells])]
    .map((cells) => cells.map(plainText).join(' | '))
    .join('\n');
}

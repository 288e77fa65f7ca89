import { type Block, textsOf } from './block.js';
import type { Entry, EntrySection } from './entry.js';
import type { EditorsEntry, EntryLayer } from './entry-layer.js';
import type { Finding } from './finding.js';
import { withoutHidden } from './hide.js';
import { editorsId, fits, identify } from './identify.js';
import { hasAllWords, normalise } from './key-words.js';
import { plainText } from './markdown-text.js';
import type { ParsedDocument, ParsedSection } from './parse.js';
import { type LinkTargets, resolveLinks } from './resolve-links.js';

/** The entries of a document under the editor's layer. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** What belongs to no entry. */
  readonly preamble: readonly Block[];
  readonly findings: readonly Finding[];
  /** The layer was written for another document, and was left out. */
  readonly layerLeftOut: boolean;
}

/** Longest title taken from a heading, in characters. */
const LONGEST_TITLE = 80;

const nothing: EditorsEntry = {
  headings: [],
  title: '',
  offers: [],
  travels: [],
  hide: [],
  asked: [],
  sections: {},
};

/** Joins the headings of a document with the editor's layer; `file` names the document in findings. */
export function toEntries(document: ParsedDocument, given: EntryLayer, file: string): Entries {
  const findings: Finding[] = [];
  const warn = (line: number, message: string): void => {
    findings.push({ file, line, severity: 'warning', message });
  };
  const layerLeftOut = !fits(given, document.sections);
  const layer = layerLeftOut ? {} : given;
  const { answered, unanswered } = byAnswer(document.sections);
  for (const { title, line, listed } of unanswered) {
    const message = `"${title}" has no answer; write one below it, or take the heading out`;
    findings.push({ file, line, severity: listed ? 'error' : 'warning', message });
  }

  const titles = answered.map(({ title }) => title);
  const ids = identify(titles, (title) => editorsId(title, layer));
  const targets: LinkTargets = {
    byFragment: (fragment) =>
      ids[ids.includes(fragment) ? ids.indexOf(fragment) : indexOfFragment(fragment, titles)],
    byWords: (words) => {
      const id = editorsId(words, layer);
      return id !== undefined && ids.includes(id) ? id : undefined;
    },
  };
  const editorsOf = (id: string): EditorsEntry | undefined =>
    Object.hasOwn(layer, id) ? layer[id] : undefined;
  const { blocks: preamble } = resolveLinks(document.preamble, targets, warn);
  const entries = answered.map((section, at): Entry => {
    const id = ids[at] ?? '';
    return entryOf(id, section, editorsOf(id) ?? nothing, preamble, targets, warn);
  });
  const adopted = entries.flatMap(({ id }) => adoptedBlocks(editorsOf(id), preamble));
  return { entries, preamble: preamble.filter((block) => !adopted.includes(block)), findings, layerLeftOut };
}

function byAnswer(sections: readonly ParsedSection[]) {
  const has = ({ blocks, parts }: ParsedSection): boolean => blocks.length > 0 || parts.length > 0;
  return { answered: sections.filter(has), unanswered: sections.filter((section) => !has(section)) };
}

function entryOf(
  id: string,
  section: ParsedSection,
  editors: EditorsEntry,
  preamble: readonly Block[],
  targets: LinkTargets,
  warn: (line: number, message: string) => void,
): Entry {
  const said = resolveLinks(section.blocks, targets, warn);
  const parts = section.parts.map((part) => ({ ...part, ...resolveLinks(part.blocks, targets, warn) }));
  const partIds = identify(
    parts.map(({ title }) => title),
    (title) => Object.entries(editors.sections).find(([, keys]) => hasAllWords(title, keys))?.[0],
  );
  const hidden = (blocks: readonly Block[]): readonly Block[] => withoutHidden(blocks, editors.hide);
  const answer = [...hidden(said.blocks), ...adoptedBlocks(editors, preamble)];
  return {
    id,
    question: section.title,
    title: editors.title || shortened(section.title),
    topic: editors.topic ?? section.topic,
    answer,
    sections: parts.map(
      ({ title, blocks, line }, at): EntrySection => ({
        id: partIds[at] ?? '',
        title,
        blocks: hidden(blocks),
        line,
      }),
    ),
    links: [...said.links, ...parts.flatMap(({ links }) => links)],
    alsoAsked: editors.asked,
    offers: editors.offers,
    ...leadOf(editors, answer),
    travels: editors.travels,
    line: section.line,
  };
}

function leadOf({ lead }: EditorsEntry, answer: readonly Block[]): { readonly lead?: string } {
  if (lead === undefined) return {};
  const said = answer.flatMap(textsOf).map(({ text }) => plainText(text));
  return lead.unless && hasAllWords(said.join(' '), lead.unless) ? {} : { lead: lead.say };
}

/** The paragraphs outside all entries that the editor gives to this one. */
function adoptedBlocks(editors: EditorsEntry | undefined, preamble: readonly Block[]): readonly Block[] {
  const keys = editors?.preamble;
  if (keys === undefined) return [];
  return preamble.filter((block) => textsOf(block).some(({ text }) => hasAllWords(plainText(text), keys)));
}

/** Index of the heading that a fragment such as `#how-do-i-pay` was made from; -1 for none. */
function indexOfFragment(fragment: string, titles: readonly string[]): number {
  const words = normalise(fragment);
  return titles.findIndex((title) => normalise(title) === words);
}

function shortened(title: string): string {
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

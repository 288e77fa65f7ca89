import { createHash } from 'node:crypto';
import { type Block, textsOf } from './block.js';
import { blocksOf, type Reading } from './document/blocks.js';
import { takeContents } from './document/contents.js';
import { contentsFindings } from './document/contents-findings.js';
import { type Imprint, imprintOf } from './document/edition.js';
import { takeFrontMatter } from './document/front-matter.js';
import { headingsOf } from './document/headings.js';
import { definitionsOf } from './document/inline.js';
import { linesOf } from './document/line.js';
import { countLines, type LineCount, placedNodes } from './document/line-count.js';
import { outlineOf } from './document/outline.js';
import { plainContents } from './document/plain-contents.js';
import { warnOfProse } from './document/prose.js';
import { parseTree } from './document/tree.js';
import type { Finding } from './finding.js';
import { plainText } from './markdown-text.js';

/** A support document as it stands, before the editor's layer. */
export interface ParsedDocument extends Imprint {
  readonly title: string;
  /** SHA-256 of the text, in hex. */
  readonly hash: string;
  /** What belongs to no entry: notices, and the words that introduce a group. */
  readonly preamble: readonly Block[];
  readonly sections: readonly ParsedSection[];
  readonly findings: readonly Finding[];
  readonly lines: LineCount;
}

/** One heading of the document that is an entry. */
export interface ParsedSection {
  readonly title: string;
  readonly topic: string;
  readonly line: number;
  /** The contents list of the document names it. */
  readonly listed: boolean;
  /** Links are as in the document: a target may be `#`, relative or unsafe. */
  readonly blocks: readonly Block[];
  readonly parts: readonly ParsedPart[];
}

/** A sub-section. */
export interface ParsedPart {
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/**
 * Reads a document in Markdown or in one of the notations that people write questions in. Never throws for what the text
 * says: findings name what is wrong, and a text without questions has no sections. `file` only names the findings.
 */
export function parseDocument(text: string, file: string): ParsedDocument {
  const source = linesOf(text);
  const front = takeFrontMatter(source);
  const taken = takeContents(front.lines);
  const { root, lines } = parseTree(taken.lines);
  const findings: Finding[] = [];
  const reading: Reading = {
    lines,
    definitions: definitionsOf(root),
    warn: (line, message) => findings.push({ file, line, severity: 'warning', message }),
  };
  const plain = taken.contents.length > 0 ? undefined : plainContents(root.children, reading);
  const contents = plain?.contents ?? taken.contents;
  const nodes = root.children.filter((node) => node !== plain?.list);
  const { before, headings } = headingsOf(nodes, contents, reading);
  const outline = outlineOf(before, headings);
  const preamble = blocksOf(outline.preamble, reading);
  const sections = outline.entries.map(({ heading, topic, sections: parts }) => ({
    title: heading.title,
    topic,
    line: heading.line,
    listed: heading.listed,
    blocks: blocksOf(heading.body, reading),
    parts: parts.map((part) => ({
      title: part.title,
      line: part.line,
      blocks: blocksOf(part.body, reading),
    })),
  }));
  for (const { blocks, parts } of sections) {
    warnOfProse([...blocks, ...parts.flatMap((part) => part.blocks)], parts.length > 0, reading.warn);
  }
  findings.push(...contentsFindings(contents, headings, outline.entries, file));
  return {
    title: front.title ?? outline.title?.title ?? '',
    ...imprintOf(preamble.flatMap(textsOf).map((one) => plainText(one.text))),
    hash: createHash('sha256').update(text).digest('hex'),
    preamble,
    sections,
    findings,
    lines: countLines(source, lines, [...placedNodes(headings, outline), ...(plain ? [plain.list] : [])]),
  };
}

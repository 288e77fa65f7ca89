import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { boldQuestions } from './bold-questions.js';
import { definedTerms } from './defined-terms.js';
import { htmlAsMarkdown } from './html.js';
import { type Line, rewritten } from './line.js';
import { listedQuestions } from './listed-questions.js';
import { markedQuestions, unmarkedAnswers } from './marked-questions.js';
import { plainQuestions } from './plain-questions.js';
import { tabTables } from './tab-tables.js';

/** The Markdown tree of a document whose own notations were written as Markdown; positions count in `lines`. */
export interface Tree {
  readonly root: Root;
  readonly lines: readonly Line[];
}

/** Parses the lines, each notation for questions and tables read as what it means. */
export function parseTree(source: readonly Line[]): Tree {
  const notations = [
    htmlAsMarkdown,
    tabTables,
    spacedHeadings,
    markedQuestions,
    definedTerms,
    listedQuestions,
    boldQuestions,
    plainQuestions,
    unmarkedAnswers,
  ];
  const lines = notations.reduce((before, notation) => notation(before), source);
  const root = fromMarkdown(lines.map(({ text }) => text).join('\n'), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return { root, lines };
}

/** "##Heading", which people write and Markdown does not know. */
function spacedHeadings(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => {
    if (line.fenced || !/^ {0,3}#{2,6}[^\s#]/.test(line.text)) return line;
    return rewritten(line, line.text.replace(/^ {0,3}#+/, '$& '));
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';
import { BuildError } from './build-error.js';
import { checkLayer, missingFiles } from './check.js';
import type { LineCount } from './document/line-count.js';
import { toEntries } from './entries.js';
import { readEntryLayer } from './entry-layer.js';
import type { Finding } from './finding.js';
import { contentHashOf, type Knowledge, knowledgeFormat } from './knowledge.js';
import { type NamedLinks, readLinks } from './links.js';
import { openQuestionsOf } from './open-questions.js';
import { type ParsedDocument, parseDocument } from './parse.js';
import { readText } from './read-text.js';
import { replaceFile } from './replace-file.js';
import { noReplies, readReplies } from './replies.js';
import { readRules } from './rules.js';
import { readWording } from './wording.js';

/** Where content comes from. */
export interface Source {
  /** Path of the document. */
  readonly document: string;
  /** Path of the folder with the editor's YAML; every file in it may be missing. */
  readonly content: string;
}

/** What a build came to. */
export interface Build {
  readonly knowledge: Knowledge;
  /** How the lines of the document that are not blank were used. */
  readonly lines: LineCount;
  /** Warnings only; errors are thrown. Files are named by their paths. */
  readonly findings: readonly Finding[];
}

/** Reads document and content folder, and writes the knowledge file in one step, if it is another one than before. Throws as `readSource`; then the file stays as it was. */
export function buildKnowledge(source: Source & { readonly out: string }): Build {
  const build = readSource(source);
  const text = JSON.stringify(build.knowledge);
  const present = existsSync(source.out) ? readFileSync(source.out, 'utf8') : '';
  // What the checks came to may stand behind the same knowledge.
  const isSame = present === text || present.startsWith(`${text.slice(0, -1)},"outcomes":`);
  if (!isSame) replaceFile(source.out, text);
  return build;
}

/** Reads and checks document and content folder, and writes nothing. Throws a BuildError with every error of every file. */
export function readSource({ document, content }: Source): Build {
  const errors: Finding[] = [];
  const read = <T>(reader: () => T, nothing: T): T => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      errors.push(...error.findings);
      return nothing;
    }
  };
  const file = (name: string): string => join(content, name);

  const parsed = parse(document);
  const layer = read(() => readEntryLayer(file('entries.yaml')), { content: {}, lineOf: () => 1 });
  const { entries, preamble, findings, layerLeftOut } = toEntries(parsed, layer.content, document);
  const links = read<NamedLinks>(() => readLinks(file('links.yaml')), {});
  const wording = read(() => readWording(file('wording.yaml'), links), {});
  const replies = read(() => readReplies(file('replies.yaml')), noReplies);
  const rules = read(() => readRules(content), undefined);
  const ids = new Set(entries.map(({ id }) => id));
  const inDocument = [...parsed.findings, ...findings].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  );
  const found = [
    ...inDocument,
    ...documentErrors(document, entries.length, parsed.lines),
    ...(layerLeftOut ? [leftOut(file('entries.yaml'))] : checkLayer(file('entries.yaml'), layer, ids, links)),
    ...(layerLeftOut ? [] : read(() => openQuestionsOf(file('open-questions.yaml'), ids), [])),
    ...missingFiles(content),
  ];
  errors.push(...found.filter(({ severity }) => severity === 'error'));
  if (errors.length > 0 || rules === undefined) throw new BuildError(errors);

  const { title, edition, code, hash } = parsed;
  const facts: Omit<Knowledge, 'contentHash'> = {
    format: knowledgeFormat,
    document: {
      title: title || basename(document),
      ...(edition === undefined ? {} : { edition }),
      ...(code === undefined ? {} : { code }),
      hash,
    },
    entries,
    preamble,
    links,
    rules,
    wording,
    replies,
    findings: found.map((finding) => ({ ...finding, file: nameIn(content, finding.file) })),
  };
  const knowledge: Knowledge = { ...facts, contentHash: contentHashOf(facts) };
  return { knowledge, lines: parsed.lines, findings: found };
}

function parse(document: string): ParsedDocument {
  const text = readText(document);
  try {
    return parseDocument(text, document);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'RangeError') throw error;
    const message = 'lists in lists or quotes in quotes go too deep to be read; flatten them';
    throw new BuildError([{ file: document, severity: 'error', message }]);
  }
}

function documentErrors(file: string, entries: number, { lost }: LineCount): readonly Finding[] {
  const errors = lost.map((line): Finding => {
    return {
      file,
      line,
      severity: 'error',
      message: 'this line belongs to no entry; put a heading above it',
    };
  });
  if (entries > 0) return errors;
  const message =
    'no question was found; mark each with a heading ("## How ...?"), in bold, with "Q:" and "A:", or with a number ("1. How ...?")';
  return [...errors, { file, severity: 'error', message }];
}

function leftOut(file: string): Finding {
  const message =
    'it was written for another document (most of its entries have no heading in this one) and is left out';
  return { file, severity: 'warning', message };
}

/** The path as seen from the content folder; the bare name of what lies elsewhere, so that the same content is the same file. */
function nameIn(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') || isAbsolute(path) ? basename(file) : path;
}

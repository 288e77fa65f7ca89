import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Block } from './block.js';
import { BuildError } from './build-error.js';
import type { Entry } from './entry.js';
import type { Finding } from './finding.js';
import type { NamedLinks } from './links.js';
import type { Replies } from './replies.js';
import type { Rules } from './rules.js';
import type { WordingTexts } from './wording.js';

/** Counts up when a knowledge file of the program before cannot be read any more. */
export const knowledgeFormat = 1;

/** Everything that the bot knows, as built from one content folder. */
export interface Knowledge {
  readonly format: typeof knowledgeFormat;
  readonly document: DocumentFacts;
  /** SHA-256 over all the rest, in hex: the same content has the same hash. */
  readonly contentHash: string;
  /** In the order of the document. */
  readonly entries: readonly Entry[];
  /** What the document says outside its entries. */
  readonly preamble: readonly Block[];
  readonly links: NamedLinks;
  readonly rules: Rules;
  readonly wording: WordingTexts;
  readonly replies: Replies;
  /** What an editor should look at; files are named as in the content folder. */
  readonly findings: readonly Finding[];
}

export interface DocumentFacts {
  readonly title: string;
  /** As "07/2018"; absent when the document gives none. */
  readonly edition?: string;
  /** The document's own code, such as "IVI-1972". */
  readonly code?: string;
  /** SHA-256 of its text, in hex. */
  readonly hash: string;
}

/** Reads a built knowledge file. Rejects with a BuildError when it is missing, of another format, or changed after it was built. */
export async function loadKnowledge(file: string): Promise<Knowledge> {
  const refuse = (message: string): BuildError => new BuildError([{ file, severity: 'error', message }]);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw refuse(`the knowledge file cannot be read (${cause.code}); run "firstline knowledge build"`);
  });
  const built = parsed(text);
  if (!isObject(built) || !('format' in built)) {
    throw refuse(
      'this is no knowledge file; run "firstline knowledge build" and give the file that it writes',
    );
  }
  if (built.format !== knowledgeFormat) {
    throw refuse(
      `its format is ${String(built.format)}, this program reads ${knowledgeFormat}; run "firstline knowledge build"`,
    );
  }
  if (!('contentHash' in built) || contentHashOf(built) !== built.contentHash) {
    throw refuse(
      'it was changed after it was built; change the content folder and run "firstline knowledge build"',
    );
  }
  // The hash shows that it is letter by letter what the builder wrote.
  return built as unknown as Knowledge;
}

/** The hash over everything in it but the hash itself and what its checks came to. */
export function contentHashOf(knowledge: object): string {
  const text = JSON.stringify({ ...knowledge, contentHash: undefined, outcomes: undefined });
  return createHash('sha256').update(text).digest('hex');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

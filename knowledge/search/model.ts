import { readArrays, writeArrays } from './arrays.js';
import type { Blend } from './blend.js';
import type { Label } from './label.js';
import type { Memory, Weights } from './ranker.js';
import type { SearchContent } from './search-content.js';
import type { Several } from './several.js';

/** Counts up whenever models are made or read in another way. */
export const modelForm = 10;

/** A trained model as it is stored beside the knowledge: plain data, with all that texts are read by. */
export interface Model {
  readonly labels: readonly Label[];
  /** What is remembered of the training rows. */
  readonly memory: Memory;
  /** The encoder that the vectors are from, and how to weigh what they say; absent when trained without one. */
  readonly meaning?: { readonly encoder: string; readonly blend: Blend };
  readonly weights: Weights;
  /** Weighs what words alone say. */
  readonly blend: Blend;
  /** What tells the facts of an entry apart, by entry id. */
  readonly facts: Readonly<Record<string, FactKnowledge>>;
  readonly several: Several;
  readonly content: Pick<SearchContent, 'facts' | 'cues' | 'separators' | 'synonyms'>;
}

/** What was learned of the facts of one entry. */
export interface FactKnowledge {
  /** Absent where the editor described no facts. */
  readonly weights?: Weights;
  /** The training rows that hold the vectors of the facts' texts, in order; empty without vectors. */
  readonly rows: readonly number[];
}

/** The model as a file: a line of JSON, then the arrays that it speaks of. */
export function writeModel(model: Model): Buffer {
  const { text, bytes } = writeArrays(model);
  const head = `{"form":${modelForm},"bytes":${bytes.length},"model":${text}}`;
  const padding = ' '.repeat(-(Buffer.byteLength(head) + 1) & 3);
  return Buffer.concat([Buffer.from(`${head}${padding}\n`), bytes]);
}

/** Throws when the bytes are no whole model of this version of the program; cheaper by far than to read it. */
export function checkModel(file: Buffer): void {
  const [, form, bytes] = /^\{"form":(\d+),"bytes":(\d+),/.exec(file.toString('latin1', 0, 64)) ?? [];
  if (Number(form) !== modelForm || file.length !== file.indexOf('\n') + 1 + Number(bytes)) {
    throw new Error('this is no model of this version of the program; build the knowledge again');
  }
}

/** Reads what `writeModel` wrote; arrays stay where they are in the file's bytes. Throws as `checkModel` does. */
export function readModel(file: Buffer): Model {
  checkModel(file);
  const start = file.indexOf('\n') + 1;
  // Written by the knowledge build next to the knowledge, and trusted as the program is.
  const { model } = JSON.parse(file.toString('utf8', 0, start)) as { readonly model: unknown };
  return readArrays(model, file.subarray(start)) as Model;
}

import { z } from 'zod';
import type { Blend } from './blend.js';
import { joinFloats, splitFloats } from './floats.js';
import type { Label } from './label.js';
import type { Row, Weights } from './ranker.js';
import type { SearchContent } from './search-content.js';

/** Counts up whenever models are made or read in another way. */
export const modelForm = 6;

/** A trained model as it is stored beside the knowledge: plain data, with all that texts are read by. */
export interface Model {
  readonly labels: readonly Label[];
  /** The training rows: text and number of the label. */
  readonly rows: readonly (readonly [text: string, label: number])[];
  /** The vectors of the rows, one after the other, and the encoder that they are from; absent when trained without one. */
  readonly meaning?: { readonly encoder: string; readonly vectors: Float32Array; readonly blend: Blend };
  readonly weights: Weights;
  /** Weighs what words alone say. */
  readonly blend: Blend;
  /** What tells the facts of an entry apart, by entry id; only where the editor described them. */
  readonly facts: Readonly<Record<string, Weights>>;
  /** Tells whether a report is about several problems. */
  readonly several: Weights;
  readonly content: Pick<SearchContent, 'facts' | 'cues' | 'separators' | 'synonyms'>;
}

/** The training rows with their vectors. */
export function rowsOf({ rows, meaning }: Model): readonly Row[] {
  const width = meaning ? meaning.vectors.length / rows.length : 0;
  return rows.map(([text, label], at) => {
    const vector = meaning?.vectors.subarray(at * width, (at + 1) * width);
    return { text, label, weight: 1, ...(vector && { vector }) };
  });
}

/** The model as a file: a line of JSON, in which `{"floats": n}` stands for the n-th run of bytes that follow it. */
export function writeModel(model: Model): Buffer {
  const runs: Buffer[] = [];
  const text = JSON.stringify(model, (_, value: unknown) =>
    value instanceof Float32Array ? { floats: runs.push(joinFloats(value)) - 1 } : value,
  );
  const head = `{"form":${modelForm},"runs":${JSON.stringify(runs.map(({ length }) => length))},"model":${text}}\n`;
  return Buffer.concat([Buffer.from(head), ...runs]);
}

const envelope = z.object({
  form: z.literal(modelForm),
  runs: z.array(z.number().int().nonnegative()),
  model: z.record(z.string(), z.unknown()),
});

/** Reads what `writeModel` wrote. Throws when the bytes are no model of this version of the program. */
export function readModel(file: Buffer): Model {
  const refusal = new Error('this is no model of this version of the program; build the knowledge again');
  const start = file.indexOf('\n') + 1;
  const text = file.toString('utf8', 0, start);
  let runs: readonly Buffer[] = [];
  try {
    const { runs: lengths } = envelope.parse(JSON.parse(text));
    let end = start;
    runs = lengths.map((length) => {
      end += length;
      return file.subarray(end - length, end);
    });
    if (start === 0 || end !== file.length) throw refusal;
  } catch (cause) {
    throw new Error(refusal.message, { cause });
  }
  // Written by the knowledge build next to the knowledge, and trusted as the program is.
  const { model } = JSON.parse(text, (_, part: unknown) =>
    typeof part === 'object' && part !== null && 'floats' in part && typeof part.floats === 'number'
      ? splitFloats(runs[part.floats] ?? Buffer.alloc(0))
      : part,
  ) as { readonly model: Model };
  return model;
}

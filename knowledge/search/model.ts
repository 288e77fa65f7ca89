import { z } from 'zod';
import type { Blend } from './blend.js';
import { joinFloats, splitFloats } from './floats.js';
import type { Label } from './label.js';
import type { Row, Weights } from './ranker.js';
import type { SearchContent } from './search-content.js';

/** Counts up whenever models are made or read in another way. */
export const modelForm = 2;

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

/** The model as the text of a file. */
export function writeModel(model: Model): string {
  return JSON.stringify({ form: modelForm, model }, (_, value: unknown) =>
    value instanceof Float32Array ? { floats: joinFloats(value) } : value,
  );
}

const envelope = z.object({
  form: z.literal(modelForm),
  model: z.record(z.string(), z.unknown()),
});

/** Reads what `writeModel` wrote. Throws when the text is no model of this version of the program. */
export function readModel(text: string): Model {
  const content = parsed(text);
  if (content === undefined)
    throw new Error('this is no model of this version of the program; build the knowledge again');
  // Written by the knowledge build next to the knowledge, and trusted as the program is.
  return content.model as unknown as Model;
}

function parsed(text: string): z.infer<typeof envelope> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text, (_, part: unknown) =>
      typeof part === 'object' && part !== null && 'floats' in part && typeof part.floats === 'string'
        ? splitFloats(part.floats)
        : part,
    );
  } catch {
    return undefined;
  }
  return envelope.safeParse(value).data;
}

import { z } from 'zod';

/** One of the project's intents with the service's confidence, 0 to 1; not calibrated, and not adding up to one. */
export interface CluIntent {
  readonly category: string;
  readonly confidence: number;
}

/** A stretch of the query that stands for something; `keys` are the list entries that it names. */
export interface CluEntity {
  readonly category: string;
  readonly text: string;
  readonly keys: readonly string[];
}

/** What the service read out of a message. */
export interface CluPrediction {
  /** Surest first, at least one. */
  readonly intents: readonly CluIntent[];
  readonly entities: readonly CluEntity[];
}

const name = z.string().min(1).max(200);
const confidence = z.number().min(0).max(1);
const information = z.object({ extraInformationKind: z.string(), key: name.optional() });

const shape = z.object({
  result: z.object({
    prediction: z.object({
      intents: z
        .array(z.object({ category: name, confidence }))
        .min(1)
        .max(500),
      entities: z
        .array(
          z.object({
            category: name,
            text: z.string().max(1_000),
            extraInformation: z.array(information).max(100).default([]),
          }),
        )
        .max(1_000)
        .default([]),
    }),
  }),
});

/** The prediction in a reply; undefined when the reply has any other shape, or a confidence that is no number from 0 to 1. */
export function readPrediction(body: unknown): CluPrediction | undefined {
  const parsed = shape.safeParse(body);
  if (!parsed.success) return undefined;
  const { intents, entities } = parsed.data.result.prediction;
  return {
    intents: intents.toSorted((one, other) => other.confidence - one.confidence),
    entities: entities.map(({ category, text, extraInformation }) => ({
      category,
      text,
      keys: extraInformation.flatMap(({ extraInformationKind, key }) =>
        extraInformationKind === 'ListKey' && key !== undefined ? [key] : [],
      ),
    })),
  };
}

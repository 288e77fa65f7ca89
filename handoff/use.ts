import { z } from 'zod';

/** How sure the bot was of the entry that it gave. */
const certainties = ['sure', 'likely', 'unsure'] as const;

/** The word for a confidence from 0 to 1: `sure` from 0.85, `likely` from 0.6, else `unsure`. */
export function certaintyOf(confidence: number): (typeof certainties)[number] {
  if (confidence >= 0.85) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}

const text = z.string();
const entry = z.string();
/** Id of the answer that this is about, as in its `answered`. */
const answer = z.string();
/** Id of the guided report; not that of its draft or case. */
const intake = z.string();

/** The shape of a `Use`, for what comes back from a store. */
export const useShape = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('answered'),
    answer,
    /** With `#section` when one section answered it. */
    entry,
    shown: z.enum(['fact', 'entry']),
    certainty: z.enum(certainties),
    /** Taken from a choice, and so no question of its own. */
    chosen: z.boolean(),
    text,
  }),
  z.object({ what: z.literal('offered'), entries: z.array(entry).readonly(), text }),
  /** What was taken of the entries `of` that were offered for these words; null: none of them. */
  z.object({ what: z.literal('chosen'), of: z.array(entry).readonly(), entry: entry.nullable(), text }),
  /** Of several ratings of one answer the last one counts. `comment`: what was missing; often ''. */
  z.object({ what: z.literal('rated'), answer, entry, helped: z.boolean(), comment: text, text }),
  /** `near`: the entry that came nearest; null when none did. */
  z.object({ what: z.literal('unanswered'), near: entry.nullable(), text }),
  /** A case or a person was asked for; `answer`: after this one, null after none. */
  z.object({
    what: z.literal('escalated'),
    to: z.enum(['case', 'person', 'callback']),
    answer: answer.nullable(),
    entry: entry.nullable(),
  }),
  z.object({ what: z.literal('intake-begun'), intake }),
  /** The customer left on purpose; `at`: id of the question that was open, null at the summary. */
  z.object({ what: z.literal('intake-left'), intake, at: z.string().nullable() }),
  /** `seconds`: from the first report to the case. */
  z.object({
    what: z.literal('case-created'),
    intake,
    priority: z.string().nullable(),
    seconds: z.number().nonnegative(),
  }),
]);

/**
 * One thing that happened in the use of the bot, for editors and figures. `text` is in the customer's words, without secrets,
 * addresses, numbers and names.
 */
export type Use = Readonly<z.infer<typeof useShape>>;

import { z } from 'zod';
import type { Answers, Question } from '../policy/intake.js';

const texts = z.array(z.string()).readonly();

/** A guided conversation between turns. Questions are known by id, so that it survives a deployment that moves them. */
const shape = z
  .object({
    format: z.literal(1),
    /** One-time id of what this form will create. */
    draftId: z.string(),
    answers: z.record(z.string(), z.string()).readonly(),
    /** Ids of the questions that were asked, oldest first: the way back. */
    trail: texts,
    /** The question that waits for an answer; undefined when the summary does. */
    asking: z.string().optional(),
    /** How often in a row the answer to it was not understood. */
    misses: z.number(),
    /** The customer wants to leave, or to begin anew, and was asked whether that is meant. */
    leaving: z.enum(['no', 'stop', 'restart']).catch('no'),
    /** What else the form carries along, such as the other problems of the first message. */
    carry: z.record(z.string(), texts).readonly(),
  })
  .readonly();

export type FormState = z.infer<typeof shape>;

/** A new form; answers known beforehand are not asked for. */
export function startForm(draftId: string, answers: Answers, carry: FormState['carry'] = {}): FormState {
  return { format: 1, draftId, answers, trail: [], asking: undefined, misses: 0, leaving: 'no', carry };
}

/** A form as it was stored, by this version of the program or another one; of a shape not known, the answers are kept. */
export function restoreForm(stored: unknown, newId: () => string): FormState {
  const read = shape.safeParse(stored);
  if (read.success) return read.data;
  const rest = z
    .object({
      draftId: z.string().min(1).catch(newId),
      answers: z.record(z.string(), z.string()).catch({}),
      carry: z.record(z.string(), texts).catch({}),
    })
    .parse(typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {});
  return startForm(rest.draftId, rest.answers, rest.carry);
}

/** The form without choices that its questions no longer offer, as after a change of the content: these are asked again. */
export function upToDate(state: FormState, questions: readonly Question[]): FormState {
  const gone = questions.filter(({ id, kind, choices }) => {
    const given = Object.hasOwn(state.answers, id) ? state.answers[id] : undefined;
    return kind === 'choice' && choices && given && !choices.includes(given);
  });
  if (gone.length === 0) return state;
  const answers = Object.fromEntries(
    Object.entries(state.answers).filter(([id]) => !gone.some((question) => question.id === id)),
  );
  return { ...state, answers };
}

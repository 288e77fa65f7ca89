import { z } from 'zod';
import { caseStatuses } from '../../handoff/case.js';
import type { CallbackAction, CaseAction } from '../../handoff/staff-plan.js';

/** As much as staff may write at once, in characters. */
const longest = 2000;

const note = z
  .string()
  .max(longest, `at most ${longest} characters`)
  .transform((text) => text.toWellFormed().replaceAll('\0', '').trim());
const needed = note.refine((text) => text !== '', 'write a few words');
const optional = note.transform((text) => (text === '' ? undefined : text)).optional();

/** What the desk's pages may ask to be done to a case. */
export const caseActionShape: z.ZodType<CaseAction> = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['claim', 'release']) }),
  z.object({ do: z.literal('grade'), priority: z.enum(['P1', 'P2', 'P3', 'P4']), note: needed }),
  z.object({
    do: z.literal('status'),
    status: z.enum(caseStatuses),
    note: optional,
    shown: z.boolean().default(false),
  }),
  z.object({ do: z.literal('note'), note: needed, shown: z.boolean() }),
]);

/** ... and to a callback. */
export const callbackActionShape: z.ZodType<CallbackAction> = z.object({
  do: z.enum(['claim', 'release', 'ring', 'answered', 'missed', 'retry', 'done', 'cancel']),
  note: optional,
});

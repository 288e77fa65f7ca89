import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { caseStatuses } from '../../handoff/case.js';

const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((said) => (typeof said === 'string' ? [said] : said));

const step = z.strictObject({
  /** The customer writes this ... */
  customer: z.string().optional(),
  /** ... or clicks this button. */
  press: z.string().optional(),
  /** Files that come along, by name. */
  files: z.array(z.string()).default([]),
  /** Lines of a log that is pasted below the words. */
  log: z.number().default(0),
  /** In a Teams group, where others read along. */
  group: z.boolean().default(false),
  /** In this chat instead, as another user. `{code}` in the words stands for the last resume code that the bot gave, `{case}` and `{access}` for
   * the last case number and access code; in words, in buttons and in what the bot says. */
  chat: z.string().optional(),
  /** Staff give the last case this status before the step. */
  status: z.enum(caseStatuses).optional(),
  /** The clock is set before the step. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** The program is started anew before the step. */
  restart: z.boolean().default(false),
  /** Each of these stands in the replies. */
  bot: texts.default([]),
  /** None of these does. */
  not: texts.default([]),
  /** Each of these is a button. */
  buttons: texts.default([]),
  /** None of these is one. */
  noButtons: texts.default([]),
});

const expectedCase = z.strictObject({
  priority: z.string().nullable(),
  criterion: z.string().nullable(),
  product: z.string(),
  version: z.string(),
  description: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  notes: z.array(z.string()),
  related: z.number(),
  answers: z.record(z.string(), z.string()),
  /** What the customer added afterwards, oldest first. */
  added: z.array(
    z.strictObject({ words: z.string(), by: z.string(), files: z.number(), log: z.boolean() }).partial(),
  ),
});

const transcript = z.strictObject({
  name: z.string(),
  at: z.iso.datetime({ offset: true }).default('2026-03-11T10:30:00Z'),
  /** Opening hours of hours.example.yaml in place of none. */
  hours: z.boolean().default(false),
  /** Grades of cases that the customer opened before, or `none` for one that a person must grade. */
  opened: z.array(z.enum(['P1', 'P2', 'P3', 'P4', 'none'])).default([]),
  /** What customers.yaml says. */
  customers: z.array(z.unknown()).default([]),
  /** The tenant that the channel vouches for, and the customer's own time zone. */
  tenant: z.string().default(''),
  timeZone: z.string().optional(),
  steps: z.array(step).min(1),
  /** The cases at the end, oldest first; every field that is named is compared. */
  cases: z.array(expectedCase.partial()).optional(),
  /** What was noted for editors and figures by the end, in order; every field that is named is compared. */
  uses: z.array(z.looseObject({ what: z.string() })).optional(),
  /** The callbacks at the end, in order of receipt. */
  callbacks: z
    .array(
      z
        .strictObject({
          kind: z.string(),
          phone: z.string(),
          status: z.string(),
          hasCase: z.boolean(),
          notes: z.array(z.string()),
        })
        .partial(),
    )
    .optional(),
});

export type Transcript = z.infer<typeof transcript>;

/** The conversations of a file, as a support manager reads them. */
export function readTranscripts(file: string): readonly Transcript[] {
  return z.array(transcript).parse(parse(readFileSync(file, 'utf8')));
}

import { z } from 'zod';
import type { Recognise } from './recognise.js';
import type { Recognition } from './recognition.js';

/** A labelled message: what it is, and what is expected of the recogniser. */
export const messageShape = z.object({
  text: z.string(),
  kind: z.enum(['faq', 'incident', 'action', 'smalltalk', 'oos']),
  /** Of a question: the entries that answer it, any of which will do. */
  expect: z.array(z.string()).default([]),
  /** Of a question for one fact: words that the fact must hold. */
  must: z.array(z.string()).optional(),
  intent: z.string().optional(),
  priority: z.string().optional(),
  /** Where more than one priority can be defended. */
  priority_ok: z.array(z.string()).optional(),
  /** Whether a report is about several separate problems. */
  multi: z.boolean().optional(),
});

export type Message = z.infer<typeof messageShape>;

/** A figure: how often something held. */
export interface Figure {
  readonly name: string;
  readonly held: number;
  readonly of: number;
}

/** A message that was not read as expected. */
export interface Miss {
  readonly text: string;
  readonly expected: string;
  readonly got: string;
  /** How sure the recogniser was of what it got wrong: the worst come first. */
  readonly confidence: number;
}

export interface MessageEvaluation {
  readonly figures: readonly Figure[];
  /** For each entry: how many of its questions were answered outright by an entry that answers them. */
  readonly entries: readonly Figure[];
  /** What was taken for what, most frequent first. */
  readonly confusions: readonly { readonly expected: string; readonly got: string; readonly times: number }[];
  readonly misses: readonly Miss[];
}

/** What can be asked of how a message was read; `undefined` where the question does not arise. */
type Check = (message: Message, read: Recognition) => boolean | undefined;

const first = ({ entries }: Recognition): string => entries[0]?.id ?? '';
const isQuestion = ({ kind }: Message): boolean => kind === 'faq';
const isReport = ({ kind }: Message): boolean => kind === 'incident';
const kindOf = ({ kind }: Message): string => (kind === 'oos' ? 'unknown' : kind);

const checks: readonly { readonly name: string; readonly holds: Check }[] = [
  {
    name: 'questions: right entry given outright',
    holds: (message, read) =>
      isQuestion(message) ? read.decision === 'answer' && message.expect.includes(first(read)) : undefined,
  },
  {
    name: 'questions: right entry given or offered',
    holds: (message, read) =>
      isQuestion(message)
        ? read.decision !== 'none' && read.entries.some(({ id }) => message.expect.includes(id))
        : undefined,
  },
  {
    name: 'questions: wrong entry given outright',
    holds: (message, read) =>
      isQuestion(message) ? read.decision === 'answer' && !message.expect.includes(first(read)) : undefined,
  },
  {
    name: 'questions for a fact: right fact',
    holds: ({ must }, { fact }) =>
      must?.every((words) => fact?.toLowerCase().includes(words.toLowerCase()) ?? false),
  },
  {
    name: 'out of scope: an entry given outright',
    holds: ({ kind }, { decision }) => (kind === 'oos' ? decision === 'answer' : undefined),
  },
  {
    name: 'reports: taken for incidents',
    holds: (message, { kind }) => (isReport(message) ? kind === 'incident' : undefined),
  },
  {
    name: 'reports: acceptable priority',
    holds: (message, { priority }) => {
      if (!isReport(message) || message.priority === undefined) return undefined;
      return (message.priority_ok ?? [message.priority]).includes(priority?.value ?? '');
    },
  },
  {
    name: 'reports of several problems: noticed',
    holds: (message, { problems }) =>
      isReport(message) && message.multi === true ? problems > 1 : undefined,
  },
  {
    name: 'reports of one problem: not split',
    holds: (message, { problems }) =>
      isReport(message) && message.multi !== true ? problems <= 1 : undefined,
  },
  {
    name: 'requests: right action',
    holds: ({ kind, intent }, read) => (kind === 'action' ? read.intent === intent : undefined),
  },
  {
    name: 'small talk: taken for small talk',
    holds: ({ kind }, read) => (kind === 'smalltalk' ? read.kind === 'smalltalk' : undefined),
  },
];

/** Reads every message and counts. */
export async function evaluateMessages(
  recognise: Recognise,
  messages: readonly Message[],
): Promise<MessageEvaluation> {
  const read: { readonly message: Message; readonly recognition: Recognition }[] = [];
  for (const message of messages) read.push({ message, recognition: await recognise(message.text) });

  const figures = checks.map(({ name, holds }): Figure => {
    const results = read.flatMap(({ message, recognition }) => holds(message, recognition) ?? []);
    return { name, held: results.filter(Boolean).length, of: results.length };
  });
  const outcomes = read.map(({ message, recognition }) => outcomeOf(message, recognition));
  return {
    figures: figures.filter(({ of }) => of > 0),
    entries: entriesOf(read),
    confusions: confusionsOf(outcomes),
    misses: outcomes
      .filter(({ right }) => !right)
      .sort((a, b) => b.confidence - a.confidence)
      .map(({ text, expected, got, confidence }) => ({ text, expected, got, confidence })),
  };
}

interface Outcome extends Miss {
  readonly right: boolean;
}

function outcomeOf(message: Message, read: Recognition): Outcome {
  const got = describe(read);
  const expected = message.intent ?? message.expect[0] ?? kindOf(message);
  const right =
    read.kind === kindOf(message) &&
    (read.kind !== 'faq' || (read.decision === 'answer' && message.expect.includes(first(read)))) &&
    (read.kind !== 'action' || read.intent === message.intent);
  const confidence = read.decision === 'answer' ? (read.entries[0]?.confidence ?? 0) : 0;
  return { text: message.text, expected, got, confidence, right };
}

function describe(read: Recognition): string {
  if (read.kind === 'faq') return read.decision === 'answer' ? first(read) : `choice: ${first(read)}`;
  return read.intent ?? read.kind;
}

function entriesOf(
  read: readonly { readonly message: Message; readonly recognition: Recognition }[],
): readonly Figure[] {
  const entries = new Map<string, { held: number; of: number }>();
  for (const { message, recognition } of read) {
    const [name] = message.expect;
    if (name === undefined) continue;
    const count = entries.get(name) ?? { held: 0, of: 0 };
    count.of += 1;
    if (recognition.decision === 'answer' && message.expect.includes(first(recognition))) count.held += 1;
    entries.set(name, count);
  }
  return [...entries].map(([name, count]) => ({ name, ...count }));
}

function confusionsOf(outcomes: readonly Outcome[]): MessageEvaluation['confusions'] {
  const counts = new Map<string, { expected: string; got: string; times: number }>();
  for (const { expected, got, right } of outcomes) {
    if (right) continue;
    const known = counts.get(`${expected} ${got}`) ?? { expected, got, times: 0 };
    known.times += 1;
    counts.set(`${expected} ${got}`, known);
  }
  return [...counts.values()].sort((a, b) => b.times - a.times);
}

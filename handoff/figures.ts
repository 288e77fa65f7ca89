import { dayOf } from '../policy/wall-clock.js';
import type { NotedUse } from './store/store.js';
import type { Use } from './use.js';

/** What became of answers. Each is in one of these: they are not to be added up into a rate of success. */
export interface Answers {
  /** Rated as of help. */
  readonly confirmed: number;
  /** Neither rated nor complained of: the customer may have been helped, or have gone away. */
  readonly assumed: number;
  /** Rated as of no help. */
  readonly refused: number;
  /** Not rated, and a case, a callback or a person was asked for right after it. */
  readonly passedOn: number;
}

/** What happened on one day. */
export interface Figures {
  /** As in 2026-03-11, by the clock of the time zone. */
  readonly day: string;
  /** Messages put as a question, whatever became of them. */
  readonly asked: number;
  readonly answered: Answers;
  /** A choice was offered. */
  readonly offered: number;
  /** Nothing was found. */
  readonly unanswered: number;
  /** How often a case, a callback or a person was asked for, after an answer or without one. */
  readonly escalated: number;
  readonly reports: {
    readonly begun: number;
    readonly cases: number;
    /** Left on purpose, or not finished a day later. */
    readonly abandoned: number;
  };
  /** From the first report of a problem to its case, for the cases of the day; null without any. */
  readonly medianSecondsToCase: number | null;
  /** Answers by entry, most frequent first. */
  readonly entries: readonly (Answers & { readonly entry: string })[];
}

/** Whoever has not finished a report by then does not come back, in milliseconds. */
const patience = 24 * 60 * 60 * 1000;

/**
 * The figures of every day on which something happened, newest first. Answers and reports count on the day on which they began.
 * `timeZone`: of the IANA database; `now`: when they are looked at.
 */
export function figuresOf(uses: readonly NotedUse[], timeZone: string, now: Date): readonly Figures[] {
  const fates = fatesOf(uses);
  const over = new Set(
    uses.flatMap(({ use }) =>
      use.what === 'case-created' || use.what === 'intake-left' ? [use.intake] : [],
    ),
  );
  const days = new Map<string, NotedUse[]>();
  for (const one of uses) {
    const day = new Date(dayOf(Date.parse(one.at), timeZone)).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([day, noted]): Figures => {
      const answers = of(noted, 'answered');
      const count = (what: Use['what']): number => of(noted, what).length;
      const expired = noted.filter(
        ({ at, use }) =>
          use.what === 'intake-begun' && !over.has(use.intake) && now.getTime() - Date.parse(at) > patience,
      );
      return {
        day,
        asked: answers.filter(({ chosen }) => !chosen).length + count('offered') + count('unanswered'),
        answered: tally(answers, fates),
        offered: count('offered'),
        unanswered: count('unanswered'),
        escalated: count('escalated'),
        reports: {
          begun: count('intake-begun'),
          cases: count('case-created'),
          abandoned: count('intake-left') + expired.length,
        },
        medianSecondsToCase: median(of(noted, 'case-created').map(({ seconds }) => seconds)),
        entries: [...new Set(answers.map(({ entry }) => entry))]
          .map((entry) => ({
            entry,
            ...tally(
              answers.filter((one) => one.entry === entry),
              fates,
            ),
          }))
          .sort((one, other) => sum(other) - sum(one) || (one.entry < other.entry ? -1 : 1)),
      };
    });
}

type Fate = Exclude<keyof Answers, 'assumed'>;
type Of<What extends Use['what']> = Extract<Use, { readonly what: What }>;

function of<What extends Use['what']>(uses: readonly NotedUse[], what: What): readonly Of<What>[] {
  const isOf = (use: Use): use is Of<What> => use.what === what;
  return uses.map(({ use }) => use).filter(isOf);
}

/** What became of each answer that something is known of. A rating counts before what was done afterwards, and the last one. */
function fatesOf(uses: readonly NotedUse[]): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const { answer } of of(uses, 'escalated')) if (answer !== null) fates.set(answer, 'passedOn');
  for (const { answer, helped } of of(uses, 'rated')) fates.set(answer, helped ? 'confirmed' : 'refused');
  return fates;
}

function tally(answers: readonly Of<'answered'>[], fates: ReadonlyMap<string, Fate>): Answers {
  const count = (fate: Fate | undefined): number =>
    answers.filter(({ answer }) => fates.get(answer) === fate).length;
  return {
    confirmed: count('confirmed'),
    assumed: count(undefined),
    refused: count('refused'),
    passedOn: count('passedOn'),
  };
}

const sum = ({ confirmed, assumed, refused, passedOn }: Answers): number =>
  confirmed + assumed + refused + passedOn;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

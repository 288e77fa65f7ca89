import { DAY, dayOf, instantsOf, isChanging, MINUTE, type Wall } from './wall-clock.js';

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Opening hours on a weekday by the region's wall clock, in minutes after midnight; a break lies between two periods. */
export interface Period {
  readonly weekday: Weekday;
  readonly opens: number;
  /** Exclusive; 1440 is midnight at the end of the day. */
  readonly closes: number;
}

/** A published day on which support is closed but for P1 with an eligible level (section holidays). */
export interface Holiday {
  /** `2026-12-25`, by the region's calendar. */
  readonly date: string;
  readonly name: string;
}

/** A region of support, that of the licensee's primary office (section business-hours). The document gives no hours. */
export interface Region {
  readonly id: string;
  readonly name: string;
  /** Other names by which customers call it, such as the countries in it. */
  readonly also?: readonly string[];
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Empty: the hours are unknown. */
  readonly periods: readonly Period[];
  readonly holidays: readonly Holiday[];
  /** The years whose holidays are all listed; in any other year nobody can tell an ordinary day from a holiday. */
  readonly holidayYears: readonly number[];
  /** ISO 3166 code of the country whose phone numbers need no country code here, such as `NO`. */
  readonly country?: string;
}

/** `unknown`: no hours are configured, or it would be open but for holidays that nobody has listed. */
export type Opening = 'open' | 'closed' | 'holiday' | 'unknown';

/** Whether support in the region is open at the instant, exact to the millisecond; `undefined` region: unknown. */
export function openingAt(instant: Date, region: Region | undefined): Opening {
  if (!region) return 'unknown';
  if (holidayAt(instant, region)) return 'holiday';
  if (region.periods.length === 0) return 'unknown';
  if (!isWithinHours(instant.getTime(), region)) return 'closed';
  return holidaysListed(instant, region) ? 'open' : 'unknown';
}

/** How many days ahead an opening is looked for: over a year of them, so that a rare weekday among holidays is found. */
const HORIZON = 400;

/**
 * The start of the next opening after the instant, also when it is open now; undefined when the hours are unknown or none
 * comes within 400 days. Where `holidaysListed` is false for the result, it may turn out to be a holiday: say so.
 */
export function nextOpening(instant: Date, region: Region | undefined): Date | undefined {
  if (!region || region.periods.length === 0) return undefined;
  const today = dayOf(instant.getTime(), region.timeZone);
  for (let ahead = 0; ahead <= HORIZON; ahead++) {
    const starts = openingsOn(today + ahead * DAY, region).map((opening) => opening.from);
    // A period that continues the one before it opens nothing.
    const start = starts.find((from) => from > instant.getTime() && !isWithinHours(from - 1, region));
    if (start !== undefined) return new Date(start);
  }
  return undefined;
}

/**
 * The end of the opening that holds at the instant, periods that adjoin taken as one; undefined when it is not open, or does not
 * close within 400 days.
 */
export function closingAfter(instant: Date, region: Region): Date | undefined {
  let end = endOf(instant.getTime(), region);
  const latest = instant.getTime() + HORIZON * DAY;
  while (end !== undefined && end < latest) {
    const next = endOf(end, region);
    if (next === undefined) return new Date(end);
    end = next;
  }
  return undefined;
}

/** The end of the period within which the time lies. */
function endOf(time: number, region: Region): number | undefined {
  const today = dayOf(time, region.timeZone);
  const periods = [today - DAY, today, today + DAY].flatMap((day) => openingsOn(day, region));
  return periods.find(({ from, until }) => from <= time && time < until)?.until;
}

/** The published holiday on which the instant falls, by the region's calendar. */
export function holidayAt(instant: Date, region: Region): Holiday | undefined {
  return holidayOn(dayOf(instant.getTime(), region.timeZone), region);
}

/** Whether the holidays of the instant's year are listed, so that an ordinary day is known to be one. */
export function holidaysListed(instant: Date, region: Region): boolean {
  return region.holidayYears.includes(new Date(dayOf(instant.getTime(), region.timeZone)).getUTCFullYear());
}

interface Interval {
  /** Milliseconds since the epoch; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
}

function isWithinHours(time: number, region: Region): boolean {
  const today = dayOf(time, region.timeZone);
  // Where clocks are set back at midnight, a neighbouring day's hours reach into the repeated hour.
  const days = isChanging(today, region.timeZone) ? [today - DAY, today, today + DAY] : [today];
  return days.some((day) => openingsOn(day, region).some(({ from, until }) => from <= time && time < until));
}

/**
 * The day's periods as instants; none on a holiday. Where clocks are set back, a period opens at the first and closes at the
 * last of two equal times, which gives one opening that covers the posted hours; hours that they skip altogether vanish.
 */
function openingsOn(day: Wall, region: Region): readonly Interval[] {
  const weekday = new Date(day).getUTCDay() || 7;
  const periods = region.periods.filter((period) => period.weekday === weekday);
  if (periods.length === 0 || holidayOn(day, region)) return [];
  return periods
    .map(({ opens, closes }) => ({
      from: Math.min(...instantsOf(day + opens * MINUTE, region.timeZone)),
      until: Math.max(...instantsOf(day + closes * MINUTE, region.timeZone)),
    }))
    .filter(({ from, until }) => from < until)
    .toSorted((one, other) => one.from - other.from);
}

function holidayOn(day: Wall, region: Region): Holiday | undefined {
  const date = new Date(day).toISOString().slice(0, 10);
  return region.holidays.find((holiday) => holiday.date === date);
}

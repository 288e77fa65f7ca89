import { IANAZone } from 'luxon';

/** Wall-clock time as the milliseconds at which UTC shows it: arithmetic on it knows no summer time. */
export type Wall = number;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Whether the name is one of the IANA time zone database, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Midnight of the calendar day in the zone at the instant (milliseconds since the epoch). */
export function dayOf(instant: number, timeZone: string): Wall {
  return Math.floor(wallAt(instant, timeZone) / DAY) * DAY;
}

/** Whether the clocks of the zone are changed on that day or one beside it. */
export function isChanging(day: Wall, timeZone: string): boolean {
  return offsetAt(day - DAY, timeZone) !== offsetAt(day + 2 * DAY, timeZone);
}

/**
 * The instants at which the clock on the wall shows this: one, two where clocks are set back, and where they are set forward
 * over it, the end of the gap.
 */
export function instantsOf(wall: Wall, timeZone: string): readonly number[] {
  const before = offsetAt(wall - DAY, timeZone);
  const after = offsetAt(wall + DAY, timeZone);
  if (before === after) return [wall - before];
  const times = [wall - before, wall - after].filter((time) => wallAt(time, timeZone) === wall);
  return times.length > 0 ? times : [changeBetween(wall - after, wall - before, timeZone)];
}

/** The first millisecond with the offset that holds at `late`, found by halving. */
function changeBetween(early: number, late: number, timeZone: string): number {
  const after = offsetAt(late, timeZone);
  let [low, high] = [early, late];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
}

function wallAt(instant: number, timeZone: string): Wall {
  return instant + offsetAt(instant, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  return IANAZone.create(timeZone).offset(instant) * MINUTE;
}

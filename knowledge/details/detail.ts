/** One thing read out of a message, with the place it stands at: `text.slice(start, end)`. */
export interface Detail {
  readonly value: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** All readings, `value` first, when there is more than one or none is certain: ask, do not guess. */
  readonly ambiguous?: readonly string[];
}

/** The one reading that several agree on, or the first with all of them as `ambiguous`; undefined when there is none. */
export function settle(readings: readonly Detail[]): Detail | undefined {
  const [first] = readings;
  if (!first) return undefined;
  const values = [...new Set(readings.flatMap((reading) => reading.ambiguous ?? [reading.value]))];
  return values.length > 1 ? { ...first, ambiguous: values } : first;
}

/** Whether the two share a character. */
export function overlaps(one: Pick<Detail, 'start' | 'end'>, other: Pick<Detail, 'start' | 'end'>): boolean {
  return one.start < other.end && other.start < one.end;
}

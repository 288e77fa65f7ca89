import { z } from 'zod';
import type { Holiday, Period, Region, Weekday } from '../../policy/hours.js';
import { isTimeZone } from '../../policy/wall-clock.js';
import { type Mistake, report } from './condition.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const clock = /^([01]\d|2[0-4]):([0-5]\d) ?[-–] ?([01]\d|2[0-4]):([0-5]\d)$/;

const regionSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  also: z.array(z.string().min(1)).optional(),
  timeZone: z.string().refine(isTimeZone, {
    error: ({ input }) => `"${input}" is no time zone; write an IANA name such as Europe/Berlin`,
  }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country is two capital letters, such as NO')
    .optional(),
  hours: z
    .array(
      z.strictObject({
        days: z.array(z.enum(weekdays)).min(1),
        open: z.array(z.string().regex(clock, 'a period looks like "08:00-12:30"')),
      }),
    )
    .default([]),
  holidays: z.record(z.string(), z.string()).default({}),
  holidayYears: z.array(z.int().min(2000).max(2999)).optional(),
});

type RawRegion = z.infer<typeof regionSchema>;

/** What `hours.yaml` holds; checks time zones, dates, and that no two periods or regions collide. */
export const hoursSchema: z.ZodType<readonly Region[]> = z
  .strictObject({ regions: z.array(regionSchema) })
  .superRefine(({ regions }, context) => {
    report(
      [...idMistakes(regions), ...regions.flatMap((region, at) => [...regionMistakes(region, at)])],
      context,
    );
  })
  .transform(({ regions }) => regions.map(toRegion));

function toRegion({ hours, holidays, holidayYears, ...region }: RawRegion): Region {
  const days: readonly Holiday[] = Object.entries(holidays).map(([date, name]) => ({ date, name }));
  return {
    ...region,
    periods: hours.flatMap(({ days, open }) =>
      days.flatMap((day) => open.map((period) => toPeriod(day, period))),
    ),
    holidays: days,
    holidayYears: holidayYears ?? [...new Set(days.map(({ date }) => Number(date.slice(0, 4))))],
  };
}

function toPeriod(day: (typeof weekdays)[number], text: string): Period {
  const [, openHour, openMinute, closeHour, closeMinute] = (clock.exec(text) ?? []).map(Number);
  return {
    weekday: (weekdays.indexOf(day) + 1) as Weekday,
    opens: (openHour ?? 0) * 60 + (openMinute ?? 0),
    closes: (closeHour ?? 0) * 60 + (closeMinute ?? 0),
  };
}

function* idMistakes(regions: readonly RawRegion[]): Iterable<Mistake> {
  for (const [index, { id }] of regions.entries()) {
    if (regions.findIndex((region) => region.id === id) < index) {
      yield {
        path: ['regions', index, 'id'],
        message: `"${id}" is the id of an earlier region; give it another`,
      };
    }
  }
}

function* regionMistakes(region: RawRegion, index: number): Iterable<Mistake> {
  const seen: { readonly period: Period; readonly text: string }[] = [];
  for (const [block, { days, open }] of region.hours.entries()) {
    for (const [at, text] of open.entries()) {
      const path = ['regions', index, 'hours', block, 'open', at];
      for (const day of days) {
        const period = toPeriod(day, text);
        const rival = seen.find((earlier) => overlap(earlier.period, period));
        if (rival)
          yield { path, message: `${text} on ${day} overlaps ${rival.text}; make one period of them` };
        seen.push({ period, text });
      }
      if (!isForward(text))
        yield { path, message: `${text} does not end after it begins; split a night at 24:00 and 00:00` };
    }
  }
  for (const date of Object.keys(region.holidays)) {
    if (!isDate(date)) {
      yield {
        path: ['regions', index, 'holidays', date],
        message: `"${date}" is no date; write it like 2026-12-25`,
      };
    }
  }
}

function isForward(text: string): boolean {
  const { opens, closes } = toPeriod('monday', text);
  return opens < closes && closes <= 1440;
}

function overlap(one: Period, other: Period): boolean {
  return one.weekday === other.weekday && one.opens < other.closes && other.opens < one.closes;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

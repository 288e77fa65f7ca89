import type { Services } from './services.js';

/** "Monday, 30 November, 08:00 CET", and behind it the customer's own time where that is another one. */
export function moment(
  { say }: Services,
  instant: Date,
  timeZone: string,
  customersZone: string | undefined,
): string {
  const when = format(instant, { timeZone, ...day, ...time, timeZoneName: 'short' });
  if (customersZone === undefined) return when;
  const there = format(instant, { timeZone: customersZone, ...day });
  const isSameDay = there === format(instant, { timeZone, ...day });
  const yours = format(instant, { timeZone: customersZone, ...(isSameDay ? {} : day), ...time });
  if (yours === format(instant, { timeZone, ...time })) return when;
  return say('callback.your-time', { when, yours });
}

/** "17:00 CET", for a time of the same day. */
export function clock(instant: Date, timeZone: string): string {
  return format(instant, { timeZone, ...time, timeZoneName: 'short' });
}

const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

function format(instant: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(instant);
}

import type { Activity } from 'botbuilder';

/** How many characters of a message are read; a longer one is answered with a request to shorten it, never cut. */
export const textLimit = 8000;

/** As much of a pasted log is taken as evidence in the middle of an intake, in characters. */
export const pasteLimit = 30_000;

/** Whether the message is longer than what is read. */
export function isTooLong(activity: Partial<Activity>, limit: number = textLimit): boolean {
  return (activity.text?.length ?? 0) > limit;
}

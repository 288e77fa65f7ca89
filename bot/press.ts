import { z } from 'zod';

/** Fields of a button's or card's value that the bot knows. */
const field = z.string().max(200).optional().catch(undefined);
const shape = z.object({ do: field, draft: field, step: field, say: field });

/** As long as a value that some clients send as JSON text may be. */
const longestText = 4000;

/** A click on a button of a card. */
export interface Press {
  /** The button's words; undefined where the channel sends them as the message. */
  readonly say: string | undefined;
  /** What it is to do, for which draft and which step of it. */
  readonly action: Readonly<Record<string, string>>;
}

/** Reads the value of an activity; undefined when nothing was clicked. Fields that the bot does not know are left out. */
export function readPress(value: unknown): Press | undefined {
  const sent = typeof value === 'string' ? parsed(value) : value;
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { say, ...rest } = shape.parse(Array.isArray(sent) ? {} : sent);
  const action = Object.entries(rest).flatMap(([name, one]) =>
    one === undefined ? [] : [[name, one] as const],
  );
  return { say, action: Object.fromEntries(action) };
}

function parsed(text: string): unknown {
  if (!text.startsWith('{') || text.length > longestText) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Turn } from './turn.js';

/** An order to stop is short; in a longer text "stop" or "start over" is part of a description. */
const orderWords = 8;

/** Whether the message is an order to stop, or to begin anew. */
export function leaves({ recognition: { intent, certainty }, text }: Turn): boolean {
  const order = intent === 'cancel' || intent === 'restart';
  return order && certainty >= 0.7 && text.split(/\s+/).length <= orderWords;
}

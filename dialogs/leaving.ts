import { choiceIn, isOneOf, type Replies } from '../knowledge/replies.js';
import { yesNo } from './form.js';
import type { Turn } from './turn.js';

/** An order to stop is short; in a longer text "stop" or "start over" is part of a description. */
const orderWords = 8;

/** Whether the message is an order to stop, or to begin anew. */
export function leaves({ recognition: { intent, certainty }, text }: Turn): boolean {
  const order = intent === 'cancel' || intent === 'restart';
  return order && certainty >= 0.7 && text.split(/\s+/).length <= orderWords;
}

/** The answer to whether it is meant: "yes" leaves, "no" and "go on" stay. */
export function partingIn(text: string, replies: Replies): 'yes' | 'no' | undefined {
  if (isOneOf(text, replies.commands.resume ?? [])) return 'no';
  const choice = choiceIn(text, yesNo, replies);
  return choice === 'yes' || choice === 'no' ? choice : undefined;
}

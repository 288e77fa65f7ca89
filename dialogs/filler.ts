import { commandIn, isOneOf, type Replies } from '../knowledge/replies.js';

/**
 * What a message is that says nothing: `asks` is a lone question mark, `pauses` another sign or a sound that fills a pause. Undefined
 * for any other, also for signs that mean something, such as thumbs.
 */
export function fillerIn(text: string, replies: Replies): 'asks' | 'pauses' | undefined {
  const command = commandIn(text, replies);
  if (command === 'filler') return 'pauses';
  const { yes = [], no = [] } = replies.values;
  const says = /[\p{L}\p{N}]/u.test(text) || command !== undefined || isOneOf(text, [...yes, ...no]);
  if (says) return undefined;
  return text.includes('?') ? 'asks' : 'pauses';
}

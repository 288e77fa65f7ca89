const prefix = 'conversation/';

/** Under which key the state of a conversation is kept. */
export function conversationKey(channel: string, conversation: string): string {
  return `${prefix}${channel}/${conversation}`;
}

/** The conversation's id on the given channel; undefined for any other key. */
export function conversationIn(key: string, channel: string): string | undefined {
  const start = conversationKey(channel, '');
  return key.startsWith(start) ? key.slice(start.length) : undefined;
}

import type { Activity, ChannelAccount } from 'botbuilder';
import type { Logged } from './conversations.js';

/** Marks where activities of this channel come from; no address, as replies never leave the process. */
export const serviceUrl = 'urn:firstline:directline';

/** The bot as clients see it. */
export const botAccount: ChannelAccount = { id: 'firstline', name: 'Firstline', role: 'bot' };

/** A logged activity as the bot receives it. */
export function toBot(conversation: string, logged: Logged): Partial<Activity> & { readonly id: string } {
  return {
    ...logged,
    channelId: 'directline',
    serviceUrl,
    conversation: { id: conversation, isGroup: false, conversationType: '', name: '' },
    recipient: botAccount,
    timestamp: new Date(String(logged.timestamp)),
  };
}

/** The bot's activity as clients receive it: who, where and when are ours to say, and the addressee is the reader. */
export function fromBot(conversation: string, activity: Partial<Activity>): Partial<Activity> {
  const {
    id,
    timestamp,
    serviceUrl: _serviceUrl,
    recipient,
    callerId,
    suggestedActions,
    ...content
  } = activity;
  return {
    ...content,
    channelId: 'directline',
    conversation: { id: conversation, isGroup: false, conversationType: '', name: '' },
    from: botAccount,
    ...(suggestedActions && { suggestedActions: { ...suggestedActions, to: [] } }),
  };
}

import type { Activity } from 'botbuilder';

/** Whether others read along: a group chat, a channel of a team, or a conversation that does not say. */
export function othersReadAlong({
  conversation,
  channelId,
}: Pick<Activity, 'conversation' | 'channelId'>): boolean {
  const { isGroup, conversationType } = conversation;
  if (channelId === 'msteams') return isGroup === true || conversationType !== 'personal';
  return isGroup === true;
}

/** Whether others read along: a group chat, a channel of a team, or a conversation that does not say. */
export function othersReadAlong({
  conversation,
  channelId,
}: {
  readonly channelId: string;
  readonly conversation: {
    readonly isGroup?: boolean | null | undefined;
    readonly conversationType?: string | null | undefined;
  };
}): boolean {
  const { isGroup, conversationType } = conversation;
  if (channelId === 'msteams') return isGroup === true || conversationType !== 'personal';
  return isGroup === true;
}

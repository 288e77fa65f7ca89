import type { Activity } from 'botbuilder';

/** Somebody comes to the bot, or goes; undefined for any other activity. */
export function arrivalIn(activity: Activity): 'come' | 'gone' | undefined {
  const { type, channelId, action, membersAdded = [], membersRemoved = [], recipient } = activity;
  const isBot = ({ id }: { readonly id: string }): boolean => id === recipient?.id;
  if (type === 'installationUpdate') {
    if (action === 'add' || action === 'add-upgrade') return 'come';
    return action === 'remove' || action === 'remove-upgrade' ? 'gone' : undefined;
  }
  if (type !== 'conversationUpdate') return undefined;
  // Teams tells of each new member of a team; the bot itself is only added with the app.
  if (channelId !== 'msteams') return membersAdded.some((one) => !isBot(one)) ? 'come' : undefined;
  if (membersAdded.some(isBot)) return 'come';
  return membersRemoved.some(isBot) ? 'gone' : undefined;
}

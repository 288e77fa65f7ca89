import type { Activity } from 'botbuilder';
import type { Surface } from '../../dialogs/surface.js';

/** What the channel that the activity came by can show. */
export function surfaceOf({ channelId, recipient }: Pick<Activity, 'channelId' | 'recipient'>): Surface {
  if (channelId === 'msteams')
    return { shows: 'cards', cites: true, rates: true, ...chatWith(recipient?.id) };
  return { shows: channelId === 'email' ? 'text' : 'buttons', cites: false, rates: false };
}

/** Teams opens the personal chat with a bot by its id, `28:` and the app id. */
function chatWith(bot: string | undefined): Pick<Surface, 'personalChat'> {
  if (bot === undefined || !/^28:[\w-]{1,100}$/.test(bot)) return {};
  return { personalChat: `https://teams.microsoft.com/l/chat/0/0?users=${bot}` };
}

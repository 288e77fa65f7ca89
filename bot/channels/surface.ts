import type { Activity } from 'botbuilder';
import type { Surface } from '../../dialogs/surface.js';
import { isLoopback } from '../loopback.js';

/** What the channel can show that an activity came by, or that a conversation is on. */
export function surfaceOf({
  channelId,
  serviceUrl,
  recipient,
}: Pick<Activity, 'channelId' | 'serviceUrl'> & Partial<Pick<Activity, 'recipient'>>): Surface {
  if (channelId !== 'msteams')
    return { shows: channelId === 'email' ? 'text' : 'buttons', echoes: false, cites: false, rates: false };
  // The Agents Playground, which plays Teams on this machine, fails on a click that is to be shown.
  const echoes = !(URL.canParse(serviceUrl) && isLoopback(new URL(serviceUrl).hostname));
  return { shows: 'cards', echoes, cites: true, rates: true, ...chatWith(recipient?.id) };
}

/** Teams opens the personal chat with a bot by its id, `28:` and the app id. */
function chatWith(bot: string | undefined): Pick<Surface, 'personalChat'> {
  if (bot === undefined || !/^28:[\w-]{1,100}$/.test(bot)) return {};
  return { personalChat: `https://teams.microsoft.com/l/chat/0/0?users=${bot}` };
}

import type { Activity } from 'botbuilder';
import type { Owner } from '../handoff/case.js';
import type { User } from '../handoff/feedback.js';

/** Who writes, as the channel vouches for it: in Teams tenant and object id, elsewhere the channel's user id. Never what was typed. */
export function ownerOf(activity: Activity): Owner {
  const { from, channelId, conversation } = activity;
  return {
    channel: channelId,
    tenant: conversation.tenantId ?? teamsTenant(activity),
    id: objectId(activity) ?? from.id,
  };
}

/** From other channels this field, too, may hold what the client put there. */
function objectId({ channelId, from }: Activity): string | undefined {
  const id: unknown = channelId === 'msteams' ? from.aadObjectId : undefined;
  return typeof id === 'string' && id !== '' ? id.slice(0, 200) : undefined;
}

/** Some activities of Teams name the tenant only here. From other channels this field holds what the client put there. */
function teamsTenant({ channelId, channelData }: Activity): string {
  const tenant: unknown = channelId === 'msteams' ? channelData?.tenant?.id : undefined;
  return typeof tenant === 'string' ? tenant.slice(0, 200) : '';
}

/** The same with the name, where it is the channel's and no stranger's word for themselves. */
export function userOf(activity: Activity): User {
  const { name } = activity.from;
  return { owner: ownerOf(activity), ...(objectId(activity) && name ? { name } : {}) };
}

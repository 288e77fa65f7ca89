import type { Activity } from 'botbuilder';
import type { Owner } from '../handoff/case.js';
import type { User } from '../handoff/feedback.js';

/** Who writes, as the channel vouches for it: in Teams tenant and object id, elsewhere the channel's user id. Never what was typed. */
export function ownerOf(activity: Activity): Owner {
  const { from, channelId, conversation } = activity;
  return {
    channel: channelId,
    tenant: conversation.tenantId ?? teamsTenant(activity),
    id: from.aadObjectId ?? from.id,
  };
}

/** Some activities of Teams name the tenant only here. From other channels this field holds what the client put there. */
function teamsTenant({ channelId, channelData }: Activity): string {
  const tenant: unknown = channelId === 'msteams' ? channelData?.tenant?.id : undefined;
  return typeof tenant === 'string' ? tenant.slice(0, 200) : '';
}

/** The same with the name, where it is the channel's and no stranger's word for themselves. */
export function userOf(activity: Activity): User {
  const { aadObjectId, name } = activity.from;
  return { owner: ownerOf(activity), ...(aadObjectId && name ? { name } : {}) };
}

import type { Activity } from 'botbuilder';
import type { Owner } from '../handoff/case.js';

/** Who writes, as the channel vouches for it: in Teams tenant and object id, elsewhere the channel's user id. Never what was typed. */
export function ownerOf(activity: Activity): Owner {
  const { from, channelId, conversation } = activity;
  return {
    channel: channelId,
    tenant: conversation.tenantId ?? '',
    id: from.aadObjectId ?? from.id,
  };
}

import type { Activity } from 'botbuilder';
import { ownerOf, userOf } from '../../bot/owner.js';

const from = { id: '29:ola', aadObjectId: 'object-of-ola', name: 'Ola Berg' };
const activity = (channelId: string, more: object = {}): Activity =>
  // What the rule reads of an activity.
  ({ channelId, conversation: { id: 'c', tenantId: 'shop' }, from: { ...from, ...more } }) as Activity;

describe('whose a case is', () => {
  it('in Teams tells the directory: the same person in every chat', () => {
    expect(ownerOf(activity('msteams'))).toEqual({ channel: 'msteams', tenant: 'shop', id: 'object-of-ola' });
    expect(userOf(activity('msteams')).name).toBe('Ola Berg');
  });

  it('elsewhere nobody becomes another by an object id or a name that they send along', () => {
    expect(ownerOf(activity('directline'))).toEqual({ channel: 'directline', tenant: 'shop', id: '29:ola' });
    expect(userOf(activity('directline')).name).toBeUndefined();
  });

  it.each([{ aadObjectId: { toString: 'x' } }, { aadObjectId: '' }])(
    'is told by the id of the channel where the object id is none: %j',
    (more) => {
      expect(ownerOf(activity('msteams', more)).id).toBe('29:ola');
    },
  );
});

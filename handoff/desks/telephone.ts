import type { Dialler } from '../diallers/dialler.js';
import type { Staff } from '../staff.js';
import { telephone } from '../staff-plan.js';
import type { Desk } from './desk.js';

/** The telephone as a desk: a callback that is to be put through at once rings as soon as it is stored, and when it is tried again. */
export function createTelephoneDesk(dialler: Dialler, staff: Staff): Desk {
  return {
    async deliver(_row, record) {
      if (record.kind !== 'callback') return { kind: 'delivered' };
      const { id, kind, status } = record.callback;
      if (kind !== 'now' || status !== 'waiting') return { kind: 'delivered' };
      if ((await dialler.ring(record.callback)) === 'by-hand') return { kind: 'delivered' };
      await staff.onCallback(id, { do: 'ring' }, telephone);
      return { kind: 'delivered' };
    },
  };
}

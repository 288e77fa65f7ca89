import { type Delivery, startDelivery } from '../../handoff/delivery.js';
import { createTelephoneDesk } from '../../handoff/desks/telephone.js';
import { createByHand } from '../../handoff/diallers/by-hand.js';
import { createSimulator } from '../../handoff/diallers/simulator.js';
import { createHandoff, type Handoff } from '../../handoff/handoff.js';
import { createStaff, type Staff } from '../../handoff/staff.js';
import { telephone } from '../../handoff/staff-plan.js';
import type { Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft } from '../contract/drafts.js';
import { createMemoryLog, createStoreFolder, noon, type StoreFolder } from './folder.js';

describe('the telephone', () => {
  let folder: StoreFolder;
  let store: Store;
  let handoff: Handoff;
  let staff: Staff;
  let delivery: Delivery;
  let stop: () => Promise<void>;
  const now = () => noon;
  const log = createMemoryLog();

  const open = async (kind: 'simulator' | 'by hand') => {
    folder = await createStoreFolder();
    store = await folder.open();
    const targets = { targets: [], callbackTargets: ['telephone'] };
    handoff = createHandoff({ store: store.cases, ...targets, now });
    staff = createStaff({ store: store.cases, ...targets, customerTargets: [], now, log });
    const dialler = kind === 'simulator' ? createSimulator({ staff, now, log }) : createByHand();
    stop = dialler.stop;
    delivery = startDelivery({
      store: store.cases,
      desks: new Map([['telephone', createTelephoneDesk(dialler, staff)]]),
      now,
      log,
      pace: { poll: 5 },
    });
  };
  afterEach(async () => {
    await stop();
    await delivery.stop();
    await folder.remove();
  });

  const request = async (draftId: string, kind: 'now' | 'queue') => {
    const requested = await handoff.requestCallback(callbackDraft(draftId, { kind }));
    if (requested.kind !== 'requested') throw new Error('The callback was not requested.');
    return requested.callback.id;
  };
  /** Once everything has been told. */
  const statusOf = async (id: string) => {
    for (let n = 0; n < 500 && (await store.cases.undelivered()).length > 0; n++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return (await staff.findCallback(id))?.status;
  };

  it('rings at once whoever asked for it, and nobody in the queue', async () => {
    await open('simulator');
    const [atOnce, inTurn] = [await request('a', 'now'), await request('b', 'queue')];
    expect([await statusOf(atOnce), await statusOf(inTurn)]).toEqual(['ringing', 'waiting']);
    expect((await staff.findCallback(atOnce))?.trail).toMatchObject([{ by: telephone, deed: 'ring' }]);
  });

  it('rings again when it is tried again, and when somebody in the queue would rather be called now', async () => {
    await open('simulator');
    const [missed, changed] = [await request('a', 'now'), await request('b', 'queue')];
    await statusOf(missed);
    await staff.onCallback(missed, { do: 'missed' }, telephone);
    expect(await statusOf(missed)).toBe('no-answer');
    await staff.onCallback(missed, { do: 'retry' }, { id: 'kim', name: 'Kim' });
    expect(await statusOf(missed)).toBe('ringing');
    const { owner } = callbackDraft('b');
    await handoff.changeCallback(owner, changed, { kind: 'now' });
    expect(await statusOf(changed)).toBe('ringing');
  });

  it('leaves it to staff where there is no telephone service', async () => {
    await open('by hand');
    const id = await request('a', 'now');
    expect(await statusOf(id)).toBe('waiting');
    await staff.onCallback(id, { do: 'ring' }, { id: 'kim', name: 'Kim' });
    expect(await statusOf(id)).toBe('ringing');
  });

  it('hears nothing of cases', async () => {
    await open('simulator');
    await handoff.openCase(caseDraft('a'));
    expect(await store.cases.undelivered()).toEqual([]);
  });
});

import type { Callback } from '../case.js';
import type { Log } from '../log.js';
import type { Outcome, QueuedCallback, Staff } from '../staff.js';
import { telephone } from '../staff-plan.js';
import type { Dialler } from './dialler.js';

/** What the customer can do with their phone. */
export const phoneActions = ['answer', 'decline', 'hang-up'] as const;
export type PhoneAction = (typeof phoneActions)[number];

/** A telephone without a telephone provider: customers' phones ring on a page of ours. */
export interface Simulator extends Dialler {
  /** The phones that ring or are connected. */
  phones(): Promise<readonly QueuedCallback[]>;
  act(id: string, action: PhoneAction): Promise<Outcome<Callback>>;
}

/** For how long a phone rings that nobody answers, and how often that is looked at, in milliseconds. */
const ringsFor = 30_000;
const lookEvery = 1_000;

/** What rings is what the store says rings: nothing is lost when the program is started anew. */
export function createSimulator(parts: {
  readonly staff: Staff;
  readonly now: () => Date;
  readonly log: Log;
}): Simulator {
  const { staff, now, log } = parts;
  const phones = async () =>
    (await staff.queue()).filter(({ status }) => status === 'ringing' || status === 'connected');

  async function ringOut(): Promise<void> {
    const limit = now().getTime() - ringsFor;
    for (const { id, status, trail } of await phones()) {
      const since = trail?.findLast(({ deed }) => deed === 'ring')?.at ?? '';
      if (status === 'ringing' && !(Date.parse(since) > limit))
        await staff.onCallback(id, { do: 'missed' }, telephone);
    }
  }

  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(ringOut).catch((error: unknown) => {
      log.error({ err: error }, 'The telephone simulator could not look at its calls; trying again.');
    });
  }, lookEvery).unref();

  return {
    ring: async () => 'ringing',
    phones,
    async act(id, action) {
      if (action === 'answer') return staff.onCallback(id, { do: 'answered' }, telephone);
      if (action === 'decline') return staff.onCallback(id, { do: 'missed' }, telephone);
      const current = await staff.findCallback(id);
      // Who hangs up before anybody has taken the call was not served.
      return staff.onCallback(id, { do: current?.claimedBy ? 'done' : 'missed' }, telephone);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

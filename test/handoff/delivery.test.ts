import { setTimeout as sleep } from 'node:timers/promises';
import { type Delivery, type DeliveryPace, startDelivery } from '../../handoff/delivery.js';
import { createBuiltInDesk } from '../../handoff/desks/built-in.js';
import type { Desk, DeskAnswer } from '../../handoff/desks/desk.js';
import type { CaseStore, Outbox, Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';

const delivered: DeskAnswer = { kind: 'delivered' };
const busy: DeskAnswer = { kind: 'retry', reason: 'busy' };

/** A desk that gives the answers in turn, the last one for ever, and remembers the rows. */
function createDesk(...answers: readonly (DeskAnswer | Error)[]): Desk & { readonly calls: Outbox[] } {
  const calls: Outbox[] = [];
  return {
    calls,
    async deliver(row) {
      const answer = answers[Math.min(calls.length, answers.length - 1)];
      calls.push(row);
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('It did not come to pass within five seconds.');
    await sleep(5);
  }
}

describe('delivery', () => {
  let folder: StoreFolder;
  let store: Store;
  let at: Date;
  let delivery: Delivery | undefined;
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    at = noon;
  });
  afterEach(async () => {
    await delivery?.stop();
    delivery = undefined;
    await folder.remove();
  });

  const start = (
    desks: Readonly<Record<string, Desk>>,
    {
      cases = store.cases,
      random = () => 0,
      ...pace
    }: Partial<DeliveryPace> & { cases?: CaseStore; random?: () => number } = {},
  ) => {
    delivery = startDelivery({
      store: cases,
      desks: new Map(Object.entries(desks)),
      now: () => at,
      log: folder.log,
      random,
      pace: { poll: 5, firstDelay: 60_000, longestDelay: 600_000, ...pace },
    });
  };
  const left = async () =>
    (await store.cases.undelivered()).map(({ state, attempts, dueAt, lastError }) => ({
      state,
      attempts,
      minutes: Math.floor((Date.parse(dueAt) - noon.getTime()) / 60_000),
      lastError,
    }));
  const pass = (minutes: number) => {
    at = new Date(at.getTime() + minutes * 60_000);
  };

  it('hands each desk what it is to be told, once', async () => {
    const one = createDesk(delivered);
    const two = createDesk(delivered);
    start({ one, two, 'built-in': createBuiltInDesk() });
    const { case: opened } = await store.cases.addCase(caseDraft('a'), noon, ['one', 'two', 'built-in']);
    await until(async () => (await left()).length === 0);
    await sleep(30);
    for (const { calls } of [one, two]) {
      expect(calls.map(({ topic, subject }) => [topic, subject])).toEqual([['case-opened', opened.number]]);
    }
  });

  it('tries again later and later, with the same key, until the desk takes it', async () => {
    const desk = createDesk(busy, new Error('no connection'), busy, delivered);
    await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    start({ desk });
    await until(async () => desk.calls.length === 1 && (await left())[0]?.attempts === 1);
    expect(await left()).toEqual([{ state: 'pending', attempts: 1, minutes: 1, lastError: 'busy' }]);
    await sleep(30);
    expect(desk.calls).toHaveLength(1);
    pass(1.1);
    await until(async () => (await left())[0]?.attempts === 2);
    expect(await left()).toEqual([{ state: 'pending', attempts: 2, minutes: 3, lastError: 'no connection' }]);
    pass(2);
    await until(async () => (await left())[0]?.attempts === 3);
    expect((await left())[0]?.minutes).toBe(7);
    pass(4);
    await until(async () => (await left()).length === 0);
    expect(new Set(desk.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(
      folder.log.lines.filter((line) => line.startsWith('warn: desk did not take case-opened')),
    ).toHaveLength(3);
  });

  it('waits no longer than the longest delay, and as long as the desk asks for', async () => {
    await store.cases.addCase(caseDraft('slow'), noon, ['slow']);
    await store.cases.addCase(caseDraft('asks'), noon, ['asks']);
    const asks = createDesk({ kind: 'retry', reason: 'busy', afterMilliseconds: 5 * 60_000 });
    start({ slow: createDesk(busy), asks }, { firstDelay: 60 * 60_000 });
    await until(async () => (await left()).every(({ attempts }) => attempts === 1));
    expect((await left()).map(({ minutes }) => minutes)).toEqual([10, 10]);
    await delivery?.stop();
    pass(11);
    start({ slow: createDesk(busy), asks }, { firstDelay: 1 });
    await until(async () => (await left()).every(({ attempts }) => attempts === 2));
    expect((await left()).map(({ minutes }) => minutes)).toEqual([11, 16]);
  });

  it('spreads the tries of many rows at random over half of the delay', async () => {
    await Promise.all(['a', 'b'].map((draftId) => store.cases.addCase(caseDraft(draftId), noon, ['desk'])));
    const values = [0, 0.999];
    start({ desk: createDesk(busy) }, { random: () => values.shift() ?? 0, firstDelay: 10 * 60_000 });
    await until(async () => (await left()).every(({ attempts }) => attempts === 1));
    expect((await left()).map(({ minutes }) => minutes).sort((one, other) => one - other)).toEqual([5, 10]);
  });

  it('gives up after so many tries, or at once when refused, and shows operators what died', async () => {
    await store.cases.addCase(caseDraft('never'), noon, ['never']);
    await store.cases.addCase(caseDraft('refused'), noon, ['refused']);
    const never = createDesk(busy);
    const refused = createDesk({ kind: 'refused', reason: 'bad request' });
    start({ never, refused }, { attempts: 3, firstDelay: 0 });
    await until(async () => (await left()).every(({ state }) => state === 'dead'));
    await sleep(30);
    expect(never.calls).toHaveLength(3);
    expect(refused.calls).toHaveLength(1);
    expect((await left()).map(({ attempts, lastError }) => [attempts, lastError])).toEqual([
      [3, 'busy'],
      [1, 'bad request'],
    ]);
    expect(folder.log.lines.filter((line) => line.startsWith('error:'))).toHaveLength(2);
  });

  it('cuts a desk that hangs and heeds no signal, and goes on with the others', async () => {
    await store.cases.addCase(caseDraft('a'), noon, ['hangs', 'works']);
    let aborted = false;
    const hangs: Desk = {
      deliver: (_row, _record, signal) => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
        return new Promise(() => {});
      },
    };
    const works = createDesk(delivered);
    start({ hangs, works }, { timeout: 30 });
    await until(async () => (await left())[0]?.attempts === 1);
    expect(aborted).toBe(true);
    expect(works.calls).toHaveLength(1);
    expect(await left()).toEqual([
      expect.objectContaining({ state: 'pending', lastError: 'no answer within 30 ms' }),
    ]);
  });

  it('keeps what is for a desk that is not configured', async () => {
    await store.cases.addCase(caseDraft('a'), noon, ['gone']);
    start({});
    await until(async () => (await left())[0]?.attempts === 1);
    expect((await left())[0]).toMatchObject({ state: 'pending', lastError: 'no desk "gone" is configured' });
  });

  it('hands over what was left when the process before died between the call and its note', async () => {
    await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    const before = createDesk(delivered);
    start({ desk: before }, { cases: { ...store.cases, updateOutbox: () => new Promise(() => {}) } });
    await until(() => before.calls.length === 1);
    delivery = undefined;
    await store.close();
    store = await folder.open();
    const after = createDesk(delivered);
    start({ desk: after });
    await until(async () => (await left()).length === 0);
    expect(after.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      before.calls.map(({ idempotencyKey }) => idempotencyKey),
    );
  });

  it('does not tell a desk again and again what it has taken while the disk is full', async () => {
    await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    const desk = createDesk(delivered);
    let full = true;
    let refusals = 0;
    const cases: CaseStore = {
      ...store.cases,
      async updateOutbox(id, change) {
        if (full) {
          refusals += 1;
          throw new Error('ENOSPC');
        }
        return store.cases.updateOutbox(id, change);
      },
    };
    start({ desk }, { cases });
    await until(() => refusals > 3);
    full = false;
    await until(async () => (await left()).length === 0);
    expect(desk.calls).toHaveLength(1);
    expect(folder.log.lines.some((line) => line.startsWith('error: The outbox'))).toBe(true);
  });

  it('goes on without a word when a row is gone that another process has delivered meanwhile', async () => {
    const { number } = (await store.cases.addCase(caseDraft('a'), noon, ['desk'])).case;
    const desk: Desk = {
      async deliver({ id }) {
        await store.cases.updateOutbox(id, { state: 'delivered' });
        await store.cases.updateCase(number, { status: 'closed' }, noon, []);
        return delivered;
      },
    };
    let gone = 0;
    const cases: CaseStore = {
      ...store.cases,
      updateOutbox: (id, change) =>
        store.cases.updateOutbox(id, change).catch((error: unknown) => {
          gone += 1;
          throw error;
        }),
    };
    start({ desk }, { cases });
    await until(() => gone === 1);
    await sleep(30);
    expect(gone).toBe(1);
    expect(folder.log.lines).toEqual([]);
  });

  it('tells a desk of a request before its cancellation, also when the request had to wait', async () => {
    const desk = createDesk(busy, delivered);
    const { callback } = await store.cases.addCallback(callbackDraft('c'), noon, ['desk']);
    start({ desk });
    await until(async () => (await left())[0]?.attempts === 1);
    await store.cases.updateCallback(callback.id, { status: 'cancelled' }, noon, ['desk']);
    await sleep(30);
    expect(desk.calls).toHaveLength(1);
    pass(2);
    await until(async () => (await left()).length === 0);
    expect(desk.calls.map(({ topic }) => topic)).toEqual([
      'callback-requested',
      'callback-requested',
      'callback-cancelled',
    ]);
  });

  it('is not held up by a clock that is set back', async () => {
    const desk = createDesk(busy, delivered);
    await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    start({ desk }, { firstDelay: 20 });
    await until(async () => desk.calls.length === 1);
    pass(-60);
    await until(async () => (await left()).length === 0);
    expect(desk.calls).toHaveLength(2);
  });

  it('ends what is running when it is stopped, and begins nothing more', async () => {
    await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    let begun = 0;
    let ended = 0;
    const desk: Desk = {
      async deliver() {
        begun += 1;
        await sleep(50);
        ended += 1;
        return delivered;
      },
    };
    start({ desk });
    await until(() => begun === 1);
    await delivery?.stop();
    expect(ended).toBe(1);
    expect(await left()).toEqual([]);
    await store.cases.addCase(caseDraft('b'), noon, ['desk']);
    await sleep(30);
    expect(begun).toBe(1);
  });
});

import { createStaff, type Staff } from '../../handoff/staff.js';
import { telephone } from '../../handoff/staff-plan.js';
import type { Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { createMemoryLog, createStoreFolder, noon, type StoreFolder } from './folder.js';

const kim = { id: 'kim@support.example', name: 'Kim' };
const lee = { id: 'lee@support.example', name: 'Lee' };

describe('staff', () => {
  let folder: StoreFolder;
  let store: Store;
  let staff: Staff;
  const log = createMemoryLog();
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    staff = createStaff({
      store: store.cases,
      targets: ['desk'],
      customerTargets: ['customer'],
      now: () => noon,
      log,
    });
  });
  afterEach(() => folder.remove());

  const openCase = async (draftId = 'a') =>
    (await store.cases.addCase(caseDraft(draftId), noon, [])).case.number;
  const request = async (draftId: string, changes = {}) =>
    (await store.cases.addCallback(callbackDraft(draftId, changes), noon, [])).callback.id;
  const told = async () => (await store.cases.undelivered()).map(({ target, topic }) => `${target} ${topic}`);
  const reasonOf = async (outcome: ReturnType<Staff['onCase'] | Staff['onCallback']>) => {
    const result = await outcome;
    return result.kind === 'refused' ? result.reason : result.kind;
  };

  it('gives a case to the first who claims it and tells the second, in plain words, who has it', async () => {
    const number = await openCase();
    const outcomes = await Promise.all([kim, lee].map((by) => staff.onCase(number, { do: 'claim' }, by)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    const { claimedBy, status } = (await store.cases.findCase(number)) ?? {};
    const loser = claimedBy?.id === kim.id ? lee : kim;
    expect(await reasonOf(staff.onCase(number, { do: 'claim' }, loser))).toBe(
      `${claimedBy?.name} has it already.`,
    );
    expect(status).toBe('in-progress');
    expect(await reasonOf(staff.onCase(number, { do: 'release' }, loser))).toContain('has it already');
    expect(await staff.onCase(number, { do: 'release' }, claimedBy ?? kim)).toMatchObject({ kind: 'done' });
    expect(await staff.onCase(number, { do: 'claim' }, loser)).toMatchObject({
      kind: 'done',
      record: { claimedBy: loser },
    });
  });

  it('keeps the old grade and its criterion where a person grades anew, with the reason', async () => {
    const number = await openCase();
    const graded = await staff.onCase(
      number,
      { do: 'grade', priority: 'P1', note: 'The whole site is down.' },
      kim,
    );
    expect(graded).toMatchObject({
      kind: 'done',
      record: {
        priority: 'P1',
        criterion: null,
        trail: [
          {
            by: kim,
            note: 'The whole site is down.',
            before: { priority: 'P2', criterion: 'P2' },
            after: { priority: 'P1', criterion: null },
          },
        ],
      },
    });
    expect(await reasonOf(staff.onCase(number, { do: 'grade', priority: 'P1', note: 'again' }, lee))).toBe(
      'The case is P1 already.',
    );
    expect(await told()).toEqual(['desk case-changed', 'customer case-changed']);
  });

  it('tells the customer what concerns them, and the desk everything', async () => {
    const number = await openCase();
    await staff.onCase(number, { do: 'note', note: 'ask the developers', shown: false }, kim);
    await staff.onCase(number, { do: 'note', note: 'We need a log.', shown: true }, kim);
    await staff.onCase(number, { do: 'status', status: 'waiting' }, kim);
    await staff.onCase(number, { do: 'claim' }, kim);
    expect(await told()).toEqual([
      'desk case-changed',
      'desk case-changed',
      'customer case-changed',
      'desk case-changed',
      'customer case-changed',
      'desk case-changed',
    ]);
  });

  it('takes a callback through its life, and refuses what does not fit with the reason', async () => {
    const id = await request('c');
    const act = (action: Parameters<Staff['onCallback']>[1]['do'], by = kim) =>
      staff.onCallback(id, { do: action }, by);
    expect(await reasonOf(act('answered'))).toBe('That does not fit any more: the callback is waiting.');
    expect(await act('ring')).toMatchObject({ kind: 'done', record: { status: 'ringing', claimedBy: kim } });
    expect(await reasonOf(act('ring', lee))).toContain('the callback is ringing. Kim has it.');
    expect(await act('missed')).toMatchObject({
      kind: 'done',
      record: { status: 'no-answer', claimedBy: null },
    });
    expect(await act('retry', lee)).toMatchObject({ kind: 'done', record: { status: 'waiting' } });
    expect(await act('ring', lee)).toMatchObject({ kind: 'done', record: { claimedBy: lee } });
    expect(await act('answered', lee)).toMatchObject({ kind: 'done', record: { status: 'connected' } });
    expect(await act('done', lee)).toMatchObject({ kind: 'done', record: { status: 'done' } });
    expect(await reasonOf(act('cancel'))).toContain('the callback is over');
    expect(await reasonOf(act('claim'))).toBe('The callback is over.');
    const deeds = (await store.cases.findCallback(id))?.trail?.map(({ deed, by }) => `${by.name} ${deed}`);
    expect(deeds).toEqual(['Kim ring', 'Kim missed', 'Lee retry', 'Lee ring', 'Lee answered', 'Lee done']);
  });

  it('keeps the place in the queue of one that is tried again', async () => {
    const [first] = [await request('a'), await request('b'), await request('c', { kind: 'now' })];
    for (const action of ['ring', 'missed'] as const) await staff.onCallback(first, { do: action }, kim);
    expect((await staff.queue()).map(({ status, place }) => [status, place])).toEqual([
      ['waiting', 1],
      ['waiting', undefined],
      ['no-answer', undefined],
    ]);
    await staff.onCallback(first, { do: 'retry' }, kim);
    expect((await staff.queue()).map(({ draftId, place }) => [draftId, place])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', undefined],
    ]);
  });

  it('rings nobody for whom the phone rings at another desk, and does not try again what the customer asked anew', async () => {
    const number = await openCase();
    const id = await request('a', { caseNumber: number });
    await staff.onCallback(id, { do: 'claim' }, kim);
    expect(await reasonOf(staff.onCallback(id, { do: 'ring' }, lee))).toBe('Kim has it already.');
    for (const action of ['ring', 'missed'] as const) await staff.onCallback(id, { do: action }, kim);
    const anew = await request('b', { caseNumber: number });
    expect(await reasonOf(staff.onCallback(id, { do: 'retry' }, kim))).toContain(anew);
  });

  it('lets the telephone report what happened on the line', async () => {
    const id = await request('a', { kind: 'now' });
    for (const action of ['ring', 'answered'] as const) await staff.onCallback(id, { do: action }, telephone);
    expect(await staff.onCallback(id, { do: 'claim' }, kim)).toMatchObject({
      record: { status: 'connected' },
    });
    expect(await staff.onCallback(id, { do: 'done' }, kim)).toMatchObject({ record: { status: 'done' } });
    expect(await told()).toEqual([
      'desk callback-changed',
      'customer callback-changed',
      'desk callback-changed',
      'customer callback-changed',
      'desk callback-changed',
      'desk callback-changed',
      'customer callback-changed',
    ]);
  });

  it('shows a case with the callbacks about it, and knows none that there is not', async () => {
    const number = await openCase();
    const id = await request('a', { caseNumber: number });
    await request('b');
    expect(await staff.find(number)).toMatchObject({ case: { owner: ola }, callbacks: [{ id }] });
    expect(await staff.find('FL-000000')).toBeUndefined();
    expect(await staff.onCase('FL-000000', { do: 'claim' }, kim)).toEqual({ kind: 'not-found' });
    expect(await staff.onCallback('CB-000000', { do: 'ring' }, kim)).toEqual({ kind: 'not-found' });
  });
});

import { createHandoff, type Handoff } from '../../handoff/handoff.js';
import type { Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';

const eve = { ...ola, id: 'dl_eve' };

describe('hand-off', () => {
  let folder: StoreFolder;
  let store: Store;
  let handoff: Handoff;
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    handoff = createHandoff({ store: store.cases, targets: ['desk'], now: () => noon });
  });
  afterEach(() => folder.remove());

  const topics = async () =>
    (await store.cases.undelivered()).map(({ topic, target }) => `${target} ${topic}`);

  it('opens one case for a confirmation, however often it comes, and tells the desk once', async () => {
    const first = await handoff.openCase(caseDraft('a'));
    const again = await handoff.openCase(caseDraft('a'));
    expect(first.existing).toBe(false);
    expect(again).toEqual({ case: first.case, existing: true });
    expect(first.case.createdAt).toBe(noon.toISOString());
    expect(await topics()).toEqual(['desk case-opened']);
  });

  it('gives nobody the case or callback of somebody else for a forged draft id', async () => {
    await handoff.openCase(caseDraft('a'));
    await handoff.requestCallback(callbackDraft('c'));
    await expect(handoff.openCase(caseDraft('a', { owner: eve }))).rejects.toThrow('another customer');
    await expect(handoff.requestCallback(callbackDraft('c', { owner: eve }))).rejects.toThrow(
      'another customer',
    );
  });

  it('shows customers their own cases, newest first, and nobody else these', async () => {
    for (const draftId of ['a', 'b']) await handoff.openCase(caseDraft(draftId));
    expect((await handoff.casesOf(ola)).map(({ draftId }) => draftId)).toEqual(['b', 'a']);
    expect(await handoff.casesOf(eve)).toEqual([]);
    expect(await handoff.casesOf({ ...ola, tenant: 'other' })).toEqual([]);
  });

  it('finds an own case by its number as typed; foreign and unknown ones are equally not found', async () => {
    const { case: opened } = await handoff.openCase(caseDraft('a'));
    const typed = opened.number.toLowerCase().replace('-', ' ');
    expect(await handoff.caseOf(ola, typed)).toEqual({ kind: 'found', case: opened });
    expect(await handoff.caseOf(eve, opened.number)).toEqual({ kind: 'not-found' });
    expect(await handoff.caseOf(ola, 'FL-999999')).toEqual({ kind: 'not-found' });
    expect(await handoff.caseOf(ola, 'nonsense')).toEqual({ kind: 'not-found' });
  });

  it('adds words to an own case or one whose code is given, says whose they are, and tells the desk', async () => {
    const { number, accessCode } = (await handoff.openCase(caseDraft('a', { notes: ['got-worse'] }))).case;
    const words = (draftId: string) => ({ draftId, words: draftId, files: [], log: '', note: 'got-worse' });
    expect(await handoff.addToCase(eve, { number }, words('x'))).toEqual({ kind: 'not-found' });
    expect(await handoff.addToCase(eve, { number, accessCode: 'XXXXX-YYYYY' }, words('x'))).toEqual({
      kind: 'not-found',
    });
    await handoff.addToCase(eve, { number, accessCode }, words('by code'));
    await handoff.addToCase(ola, { number }, words('own'));
    const found = await store.cases.findCase(number);
    expect(found?.trail?.map(({ by, note }) => [by.id, note])).toEqual([
      ['code-holder', 'by code'],
      ['customer', 'own'],
    ]);
    expect(found?.notes).toEqual(['got-worse']);
    expect(await topics()).toEqual(['desk case-opened', 'desk case-changed', 'desk case-changed']);
  });

  it('shows a case to whoever has number and access code, and to nobody with only one of them', async () => {
    const { case: opened } = await handoff.openCase(caseDraft('a'));
    const { case: other } = await handoff.openCase(caseDraft('b'));
    const { number, accessCode } = opened;
    expect(await handoff.caseByCode(number, accessCode.toLowerCase().replace('-', ''))).toEqual({
      kind: 'found',
      case: opened,
    });
    const wrong = [
      [number, other.accessCode],
      [number, ''],
      [number, accessCode.slice(0, -1)],
      [number, `${accessCode}4`],
      ['FL-999999', accessCode],
      ['', ''],
    ] as const;
    for (const [typedNumber, code] of wrong)
      expect(await handoff.caseByCode(typedNumber, code)).toEqual({ kind: 'not-found' });
  });

  it('takes as long to say that a case is unknown as that it is foreign', async () => {
    const { case: opened } = await handoff.openCase(caseDraft('a'));
    const fastest = async (number: string) => {
      const times: number[] = [];
      for (let n = 0; n < 5; n++) {
        const began = performance.now();
        await handoff.caseByCode(number, 'WRONG-CODES');
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    for (const number of [opened.number, 'FL-999999', 'nonsense'])
      expect(await fastest(number)).toBeGreaterThan(15);
  });

  it('puts callbacks in a queue and says the place; immediate ones have none', async () => {
    const places = [];
    for (const [n, kind] of (['queue', 'now', 'queue'] as const).entries()) {
      const owner = n === 0 ? eve : ola;
      const requested = await handoff.requestCallback(callbackDraft(`c${n}`, { kind, owner }));
      places.push(requested.kind === 'requested' && requested.callback.place);
    }
    expect(places).toEqual([1, undefined, 2]);
    const mine = await handoff.callbacksOf(ola);
    expect(mine.map(({ draftId, place }) => [draftId, place])).toEqual([
      ['c1', undefined],
      ['c2', 2],
    ]);
    const [first] = await handoff.callbacksOf(eve);
    expect(await handoff.cancelCallback(eve, first?.id ?? '')).toMatchObject({
      kind: 'changed',
      callback: { place: undefined },
    });
    expect((await handoff.callbacksOf(ola)).map(({ place }) => place)).toEqual([undefined, 1]);
    expect(await handoff.callbacksOf(eve)).toEqual([]);
  });

  it('gives back the open callback for a case instead of a second one, unless asked', async () => {
    const { case: about } = await handoff.openCase(caseDraft('a'));
    const request = (draftId: string, another?: boolean) =>
      handoff.requestCallback(callbackDraft(draftId, { caseNumber: about.number }), { another });
    const [first, second] = await Promise.all([request('c1'), request('c2')]);
    expect(first).toMatchObject({ kind: 'requested', existing: false });
    expect(second).toEqual({ ...first, existing: true });
    expect(await request('c3', true)).toMatchObject({
      kind: 'requested',
      existing: false,
      callback: { place: 2 },
    });
  });

  it('requests no callback for a case of somebody else, unless the access code is shown', async () => {
    const { case: about } = await handoff.openCase(caseDraft('a'));
    const draft = (draftId: string, caseNumber: string) => callbackDraft(draftId, { owner: eve, caseNumber });
    expect(await handoff.requestCallback(draft('c1', about.number))).toEqual({ kind: 'unknown-case' });
    expect(await handoff.requestCallback(draft('c2', 'FL-999999'))).toEqual({ kind: 'unknown-case' });
    expect(await handoff.requestCallback(draft('c3', about.number), { accessCode: 'WRONG' })).toEqual({
      kind: 'unknown-case',
    });
    expect(
      await handoff.requestCallback(draft('c4', about.number), { accessCode: about.accessCode }),
    ).toMatchObject({
      kind: 'requested',
      existing: false,
    });
  });

  it('changes number and kind as long as nobody rings, keeps the place, and tells the desk', async () => {
    for (const draftId of ['c1', 'c2']) await handoff.requestCallback(callbackDraft(draftId));
    const [first] = await handoff.callbacksOf(ola);
    const id = first?.id ?? '';
    expect(await handoff.changeCallback(ola, id, { phone: '+4722990099' })).toMatchObject({
      kind: 'changed',
      callback: { phone: '+4722990099', place: 1 },
    });
    expect(await handoff.changeCallback(ola, id, { phone: '+4722990099' })).toMatchObject({
      kind: 'changed',
    });
    expect(await handoff.changeCallback(ola, id, { kind: 'now' })).toMatchObject({
      kind: 'changed',
      callback: { place: undefined },
    });
    expect(await topics()).toEqual([
      'desk callback-requested',
      'desk callback-changed',
      'desk callback-changed',
      'desk callback-requested',
    ]);
    expect(await handoff.changeCallback(eve, id, { phone: '+1' })).toEqual({ kind: 'not-found' });
    expect(await handoff.cancelCallback(eve, id)).toEqual({ kind: 'not-found' });
    expect(await handoff.cancelCallback(ola, 'CB-999999')).toEqual({ kind: 'not-found' });
  });

  it('says when it is too late to cancel or change, and that what was cancelled is cancelled', async () => {
    await handoff.requestCallback(callbackDraft('c1'));
    await handoff.requestCallback(callbackDraft('c2'));
    const [ringing, other] = await handoff.callbacksOf(ola);
    await store.cases.updateCallback(ringing?.id ?? '', { status: 'ringing' }, noon, []);
    expect(await handoff.cancelCallback(ola, ringing?.id ?? '')).toMatchObject({
      kind: 'too-late',
      callback: { status: 'ringing' },
    });
    expect(await handoff.changeCallback(ola, ringing?.id ?? '', { kind: 'now' })).toMatchObject({
      kind: 'too-late',
    });
    for (const _ of ['first', 'second']) {
      expect(await handoff.cancelCallback(ola, other?.id ?? '')).toMatchObject({
        kind: 'changed',
        callback: { status: 'cancelled' },
      });
    }
    expect(await handoff.changeCallback(ola, other?.id ?? '', { kind: 'now' })).toMatchObject({
      kind: 'too-late',
    });
  });
});

import { type Addition, addToCase, customer } from '../../handoff/additions.js';
import type { CaseDraft, Owner } from '../../handoff/case.js';
import { StaleStateError, type Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft, ola } from './drafts.js';

/** Somewhere a driver keeps its data; opened again, it holds what was stored before. */
export interface Place {
  /** `at`: what its clock shows, noon by default. */
  open(at?: Date): Promise<Store>;
  remove(): Promise<void>;
}

const noon = new Date('2026-03-11T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What every driver of the store must do, in words of its ports only. */
export function storeContract(name: string, makePlace: () => Promise<Place>): void {
  describe(`${name}: the contract of the store`, () => {
    let place: Place;
    let store: Store;

    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const reopen = async (at?: Date) => {
      await store.close();
      store = await place.open(at);
    };

    describe('cases', () => {
      it('gives a stored case its number, access code, status and time', async () => {
        const { case: opened, created } = await store.cases.addCase(caseDraft('a'), noon, []);
        expect(created).toBe(true);
        expect(opened).toMatchObject({ ...caseDraft('a'), status: 'new', createdAt: noon.toISOString() });
        expect(opened.number).toMatch(/^FL-[0-9A-Z]{6}$/);
        expect(opened.accessCode.length).toBeGreaterThanOrEqual(10);
        expect(await store.cases.findCase(opened.number)).toEqual(opened);
      });

      it('knows no number that it has not given', async () => {
        for (const number of ['FL-000000', '', '__proto__', 'constructor', 'toString']) {
          expect(await store.cases.findCase(number)).toBeUndefined();
        }
      });

      it('makes one case of fifty simultaneous confirmations of one draft', async () => {
        const results = await Promise.all(
          numbered(50).map(() => store.cases.addCase(caseDraft('same'), noon, ['desk'])),
        );
        expect(new Set(results.map((result) => result.case.number)).size).toBe(1);
        expect(results.filter(({ created }) => created)).toHaveLength(1);
        expect(await store.cases.listCases()).toHaveLength(1);
        expect(await store.cases.undelivered()).toHaveLength(1);
      });

      it('answers a repeated draft id with the first case, whatever else the draft says', async () => {
        const first = await store.cases.addCase(caseDraft('again', { product: 'Avalanche' }), noon, []);
        await reopen();
        const second = await store.cases.addCase(caseDraft('again', { product: 'Other' }), later(1), [
          'desk',
        ]);
        expect(second).toEqual({ case: first.case, created: false });
        expect(await store.cases.undelivered()).toEqual([]);
      });

      it('numbers hundreds of simultaneous cases differently, newest first in the list, and keeps them all', async () => {
        await Promise.all(numbered(200).map((n) => store.cases.addCase(caseDraft(`d${n}`), later(n), [])));
        const listed = await store.cases.listCases();
        expect(listed.map(({ draftId }) => draftId)).toEqual(numbered(200).map((n) => `d${199 - n}`));
        expect(new Set(listed.map(({ number }) => number)).size).toBe(200);
        expect((await store.cases.listCases({ limit: 3 })).map(({ draftId }) => draftId)).toEqual([
          'd199',
          'd198',
          'd197',
        ]);
        await reopen();
        expect(await store.cases.listCases()).toEqual(listed);
      });

      it('tells owners apart by channel, tenant and id, all three exactly', async () => {
        const owners: readonly Owner[] = [
          ola,
          { ...ola, id: 'dl_ola2' },
          { ...ola, id: 'DL_OLA' },
          { ...ola, tenant: 'dl_ola' },
          { ...ola, channel: 'msteams' },
          { channel: 'directline","', tenant: '', id: 'dl_ola' },
          { channel: 'constructor', tenant: '__proto__', id: 'toString' },
        ];
        for (const [n, owner] of owners.entries())
          await store.cases.addCase(caseDraft(`o${n}`, { owner }), noon, []);
        for (const [n, owner] of owners.entries()) {
          expect((await store.cases.listCases({ owner })).map(({ draftId }) => draftId)).toEqual([`o${n}`]);
        }
        expect(await store.cases.listCases({ owner: { ...ola, id: 'nobody' } })).toEqual([]);
      });

      it('stores any text without NUL and halves of characters, and keeps the rest as it is', async () => {
        const odd = 'a\0b \ud83d c \udca9 d 😀 \u202e עברית \r\n "\\u0000" __proto__';
        const { case: opened } = await store.cases.addCase(
          caseDraft('odd', { description: odd, answers: { 'st\0eps': odd }, notes: [odd] }),
          noon,
          [],
        );
        const clean = 'ab  c  d 😀 \u202e עברית \r\n "\\u0000" __proto__';
        await reopen();
        const found = await store.cases.findCase(opened.number);
        expect(found).toEqual(opened);
        expect(found).toMatchObject({ description: clean, answers: { steps: clean }, notes: [clean] });
      });

      it('refuses a draft id or an owner with NUL, which cleaning could turn into another one', async () => {
        const adding = [
          store.cases.addCase(caseDraft('a\0'), noon, []),
          store.cases.addCase(caseDraft('a', { owner: { ...ola, id: 'dl_ola\0' } }), noon, []),
          store.cases.addCase(caseDraft('b', { owner: { ...ola, id: '\ud800dl_ola' } }), noon, []),
        ];
        for (const result of await Promise.allSettled(adding)) expect(result.status).toBe('rejected');
        expect(await store.cases.listCases()).toEqual([]);
      });

      it('takes names like those of built-in properties as data', async () => {
        const answers = JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}');
        const { case: opened } = await store.cases.addCase(caseDraft('built-in', { answers }), noon, []);
        await reopen();
        const found = await store.cases.findCase(opened.number);
        expect(Object.getPrototypeOf(found?.answers)).toBe(Object.getPrototypeOf(opened.answers));
        expect(Object.entries(found?.answers ?? {})).toEqual(
          expect.arrayContaining([
            ['constructor', 'b'],
            ['toString', 'c'],
          ]),
        );
      });

      it('keeps what it was given, whatever the caller does with the object afterwards', async () => {
        const answers = { matter: 'problem' };
        const { case: opened } = await store.cases.addCase(caseDraft('mine', { answers }), noon, []);
        answers.matter = 'wish';
        expect((await store.cases.findCase(opened.number))?.answers).toEqual({ matter: 'problem' });
      });
    });

    describe('a case in the course of time', () => {
      const open = async (draftId: string, changes: Partial<CaseDraft> = {}) =>
        (await store.cases.addCase(caseDraft(draftId, changes), noon, [])).case;

      it('takes a status and notes, tells the targets, and tells them nothing when nothing changed', async () => {
        const { number } = await open('a');
        const changed = await store.cases.updateCase(
          number,
          { status: 'waiting', note: 'asked for a log' },
          noon,
          ['desk'],
        );
        expect(changed).toMatchObject({
          changed: true,
          case: { status: 'waiting', notes: ['asked for a log'] },
        });
        const same = await store.cases.updateCase(number, { status: 'waiting' }, noon, ['desk']);
        expect(same?.changed).toBe(false);
        expect((await store.cases.undelivered()).map(({ topic, subject }) => [topic, subject])).toEqual([
          ['case-changed', number],
        ]);
        await reopen();
        expect(await store.cases.findCase(number)).toEqual(changed?.case);
        await store.cases.updateCase(number, { ticket: '10001' }, noon, []);
        await reopen();
        expect(await store.cases.findCase(number)).toEqual({ ...changed?.case, ticket: '10001' });
        expect(await store.cases.updateCase('FL-000000', { status: 'closed' }, noon, [])).toBeUndefined();
      });

      it('forgets the customer of closed cases and finished callbacks at once, of open ones when they are over', async () => {
        const closed = await open('closed', {
          description: 'Ola Berg cannot log in',
          notes: ['call Ola Berg'],
        });
        const running = await open('open');
        const call = async (draftId: string, caseNumber: string) =>
          (await store.cases.addCallback(callbackDraft(draftId, { caseNumber }), noon, [])).callback.id;
        const done = await call('done', closed.number);
        const waiting = await call('waiting', running.number);
        await store.cases.updateCase(closed.number, { status: 'closed' }, noon, []);
        await store.cases.updateCallback(done, { status: 'done' }, noon, []);
        const elses = await open('else', { owner: { ...ola, id: 'dl_kai' } });

        expect(await store.cases.forgetOwner(ola)).toEqual({ made: 2, kept: 2 });
        await reopen();
        expect((await store.cases.listCases({ owner: ola })).map(({ number }) => number)).toEqual([
          running.number,
        ]);
        expect((await store.cases.listCallbacks({ owner: ola })).map(({ id }) => id)).toEqual([waiting]);
        expect(JSON.stringify(await store.cases.findCase(closed.number))).not.toMatch(/Ola|ola|4722990011/);
        expect(await store.cases.findCase(closed.number)).toMatchObject({
          product: 'Service Manager',
          status: 'closed',
        });
        expect(JSON.stringify(await store.cases.findCallback(done))).not.toMatch(/ola|4722990011/);
        expect(await store.cases.findCase(running.number)).toMatchObject({ contact: { name: 'Ola Berg' } });
        expect(await store.cases.findCase(elses.number)).toEqual(elses);

        await store.cases.updateCallback(waiting, { status: 'done' }, noon, []);
        await store.cases.updateCase(running.number, { status: 'closed' }, noon, []);
        expect(await store.cases.listCases({ owner: ola })).toEqual([]);
        expect(await store.cases.listCallbacks({ owner: ola })).toEqual([]);
        expect(JSON.stringify(await store.cases.findCase(running.number))).not.toMatch(/Ola|4722990011/);
        expect(await store.cases.listCases()).toHaveLength(3);
      });

      it('forgets, where an e-mail address is named, only the cases with it', async () => {
        const mine = await open('mine');
        const other = await open('other', {
          contact: { name: 'Kai', email: 'kai@customer.example', phone: '' },
        });
        for (const { number } of [mine, other]) {
          await store.cases.updateCase(number, { status: 'closed' }, noon, []);
        }
        expect(await store.cases.forgetOwner(ola, 'OLA@customer.example')).toEqual({ made: 1, kept: 0 });
        expect((await store.cases.listCases({ owner: ola })).map(({ number }) => number)).toEqual([
          other.number,
        ]);
      });
    });

    describe('what customers add', () => {
      const telling = { by: customer, at: noon, targets: ['desk'] };
      const addition = (draftId: string, changes: Partial<Addition> = {}): Addition => ({
        draftId,
        words: 'It also happens on server B.',
        files: ['error.png, image/png'],
        log: 'ERROR 17',
        ...changes,
      });

      it('is kept whole, once of twenty simultaneous confirmations, and each desk is told once', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const outcomes = await Promise.all(
          numbered(20).map(() =>
            addToCase(store.cases, number, addition('same', { note: 'got-worse' }), telling),
          ),
        );
        expect(outcomes.every(({ kind }) => kind === 'added')).toBe(true);
        expect(outcomes.filter((one) => one.kind === 'added' && !one.existing)).toHaveLength(1);
        await reopen();
        expect(await addToCase(store.cases, number, addition('same'), telling)).toMatchObject({
          kind: 'added',
          existing: true,
        });
        const found = await store.cases.findCase(number);
        expect(found).toMatchObject({ priority: 'P2', status: 'new', notes: ['got-worse'] });
        expect(found?.trail).toEqual([
          {
            by: customer,
            deed: 'add',
            note: 'It also happens on server B.',
            added: { draftId: 'same', files: ['error.png, image/png'], log: 'ERROR 17' },
            at: noon.toISOString(),
            before: { notes: [] },
            after: { notes: ['got-worse'] },
          },
        ]);
        expect(
          (await store.cases.undelivered()).map(({ target, topic, entry }) => [target, topic, entry]),
        ).toEqual([['desk', 'case-changed', 0]]);
      });

      it('is not added to a closed case, nor more than ten times a day', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const add = (draftId: string, at = noon) =>
          addToCase(store.cases, number, addition(draftId), { ...telling, at });
        for (const n of numbered(10)) expect((await add(`d${n}`)).kind).toBe('added');
        expect((await add('one more', later(60))).kind).toBe('full');
        expect((await add('d3')).kind).toBe('added');
        expect((await add('tomorrow', later(24 * 60))).kind).toBe('added');
        await store.cases.updateCase(number, { status: 'closed' }, noon, []);
        expect((await add('late', later(48 * 60))).kind).toBe('closed');
        expect((await store.cases.findCase(number))?.trail).toHaveLength(11);
        expect((await addToCase(store.cases, 'FL-000000', addition('x'), telling)).kind).toBe('not-found');
      });

      it('names nobody any more once its customer is forgotten', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const words =
          'OLA BERG here: rather ring 22 99 00 99, or write to ola.b@home.example. Server B, too.';
        const files = ['ola berg.png'];
        await addToCase(
          store.cases,
          number,
          addition('x', { words, files, log: 'user ola@customer.example' }),
          telling,
        );
        await store.cases.updateCase(number, { status: 'closed' }, noon, []);
        await store.cases.forgetOwner(ola);
        await reopen();
        const kept = JSON.stringify(await store.cases.findCase(number));
        expect(kept).not.toMatch(/ola|berg|22 99|home\.example|customer\.example/i);
        expect(kept).toContain('Server B, too.');
      });
    });

    describe('what staff do', () => {
      const kim = { id: 'kim@support.example', name: 'Kim' };
      const lee = { id: 'lee@support.example', name: 'Lee' };

      it('stands in the trail of the case with what was before and after, and its rows say which entry they tell of', async () => {
        const { case: opened } = await store.cases.addCase(caseDraft('a'), noon, []);
        const { number } = opened;
        const grade = { by: kim, deed: 'grade', note: 'worse than\0 it looked', shown: true } as const;
        await store.cases.updateCase(
          number,
          { priority: 'P1', criterion: null },
          later(1),
          ['desk', 'customer'],
          {
            act: grade,
          },
        );
        await store.cases.updateCase(number, {}, later(2), ['desk'], {
          act: { by: lee, deed: 'note', note: 'rang back', shown: false },
        });
        await reopen();
        const found = await store.cases.findCase(number);
        expect(found).toMatchObject({ priority: 'P1', criterion: null, status: 'new' });
        expect(found?.trail).toEqual([
          {
            ...grade,
            note: 'worse than it looked',
            at: later(1).toISOString(),
            before: { priority: 'P2', criterion: 'P2' },
            after: { priority: 'P1', criterion: null },
          },
          {
            by: lee,
            deed: 'note',
            note: 'rang back',
            shown: false,
            at: later(2).toISOString(),
            before: {},
            after: {},
          },
        ]);
        expect((await store.cases.undelivered()).map(({ target, entry }) => [target, entry])).toEqual([
          ['desk', 0],
          ['customer', 0],
          ['desk', 1],
        ]);
      });

      it('adds to the trail and never takes from it, also of a callback and when the customer changes something', async () => {
        const { callback } = await store.cases.addCallback(callbackDraft('x'), noon, []);
        const act = { by: kim, deed: 'ring' } as const;
        await store.cases.updateCallback(callback.id, { status: 'ringing', claimedBy: kim }, noon, [], {
          act,
        });
        await store.cases.updateCallback(callback.id, { phone: '+4722990012' }, noon, []);
        await store.cases.updateCallback(callback.id, { status: 'no-answer', claimedBy: null }, noon, [], {
          act: { by: kim, deed: 'missed' },
        });
        await reopen();
        const found = await store.cases.findCallback(callback.id);
        expect(found?.trail?.map(({ deed, before, after }) => [deed, before, after])).toEqual([
          ['ring', { status: 'waiting', claimedBy: null }, { status: 'ringing', claimedBy: kim }],
          ['missed', { status: 'ringing', claimedBy: kim }, { status: 'no-answer', claimedBy: null }],
        ]);
        expect(found?.claimedBy ?? null).toBeNull();
        expect((await store.cases.listCallbacks({ missed: true })).map(({ id }) => id)).toEqual([
          callback.id,
        ]);
      });

      it('gives a case to one of twenty who claim it at once', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const results = await Promise.all(
          numbered(20).map((n) => {
            const by = { id: `s${n}`, name: `Staff ${n}` };
            return store.cases.updateCase(number, { claimedBy: by }, noon, ['desk'], {
              when: ({ claimedBy }) => !claimedBy,
              act: { by, deed: 'claim' },
            });
          }),
        );
        expect(results.filter((result) => result?.changed)).toHaveLength(1);
        expect((await store.cases.findCase(number))?.trail).toHaveLength(1);
        expect(await store.cases.undelivered()).toHaveLength(1);
      });

      it('leaves neither entry nor row where nothing changes', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const same = await store.cases.updateCase(number, { status: 'new' }, noon, ['desk'], {
          act: { by: kim, deed: 'status' },
        });
        expect(same?.changed).toBe(false);
        expect(same?.case.trail ?? []).toEqual([]);
        expect(await store.cases.undelivered()).toEqual([]);
      });

      it('lists the cases that somebody is still to work on', async () => {
        const numbers: string[] = [];
        for (const draftId of ['a', 'b', 'c', 'd'])
          numbers.unshift((await store.cases.addCase(caseDraft(draftId), noon, [])).case.number);
        await store.cases.updateCase(numbers[1] ?? '', { status: 'closed' }, noon, []);
        await store.cases.updateCase(numbers[2] ?? '', { status: 'resolved' }, noon, []);
        const open = async (limit?: number) =>
          (await store.cases.listCases({ open: true, ...(limit && { limit }) })).map(({ number }) => number);
        expect(await open()).toEqual([numbers[0], numbers[3]]);
        await reopen();
        expect(await open()).toEqual([numbers[0], numbers[3]]);
        expect(await open(1)).toEqual([numbers[0]]);
        await store.cases.updateCase(numbers[2] ?? '', { status: 'in-progress' }, noon, []);
        expect(await open()).toEqual([numbers[0], numbers[2], numbers[3]]);
      });

      it('says nothing of a customer who asked to be forgotten', async () => {
        const { number } = (await store.cases.addCase(caseDraft('a'), noon, [])).case;
        const { callback } = await store.cases.addCallback(callbackDraft('x'), noon, []);
        const act = { by: kim, deed: 'note', note: 'Ola Berg will call', shown: false } as const;
        await store.cases.updateCase(number, { status: 'closed' }, noon, [], { act });
        await store.cases.updateCallback(callback.id, { status: 'done' }, noon, [], { act });
        await store.cases.forgetOwner(ola);
        const left = [await store.cases.findCase(number), await store.cases.findCallback(callback.id)];
        expect(left.map((one) => one?.trail?.length)).toEqual([1, 1]);
        expect(JSON.stringify(left)).not.toMatch(/Ola|Berg/);
      });
    });

    describe('callbacks', () => {
      it('lists them in order of receipt, simultaneous ones in order of the calls', async () => {
        await Promise.all(
          numbered(100).map((n) => store.cases.addCallback(callbackDraft(`q${n}`), later(-n), [])),
        );
        const inOrder = numbered(100).map((n) => `q${n}`);
        expect((await store.cases.listCallbacks()).map(({ draftId }) => draftId)).toEqual(inOrder);
        expect((await store.cases.listCallbacks({ limit: 2 })).map(({ draftId }) => draftId)).toEqual([
          'q0',
          'q1',
        ]);
        await reopen();
        expect((await store.cases.listCallbacks({ open: true })).map(({ draftId }) => draftId)).toEqual(
          inOrder,
        );
      });

      it('keeps the place of one that rang in vain and waits again', async () => {
        const ids: string[] = [];
        for (const n of numbered(3))
          ids.push((await store.cases.addCallback(callbackDraft(`w${n}`), noon, [])).callback.id);
        for (const status of ['ringing', 'no-answer', 'waiting'] as const) {
          await store.cases.updateCallback(ids[0] ?? '', { status }, noon, []);
        }
        expect((await store.cases.listCallbacks({ open: true })).map(({ id }) => id)).toEqual(ids);
      });

      it('tells the place among those that wait in the queue', async () => {
        const add = async (draftId: string, kind: 'now' | 'queue' = 'queue') =>
          (await store.cases.addCallback(callbackDraft(draftId, { kind }), noon, [])).callback.id;
        const ids = [await add('a'), await add('b', 'now'), await add('c'), await add('d')];
        const places = () => Promise.all(ids.map((id) => store.cases.placeInQueue(id)));
        expect(await places()).toEqual([1, undefined, 2, 3]);
        await store.cases.updateCallback(ids[0] ?? '', { status: 'ringing' }, noon, []);
        await store.cases.updateCallback(ids[1] ?? '', { kind: 'queue' }, noon, []);
        expect(await places()).toEqual([undefined, 1, 2, 3]);
        await reopen();
        expect(await places()).toEqual([undefined, 1, 2, 3]);
        expect(await store.cases.placeInQueue('CB-000000')).toBeUndefined();
      });

      it('makes one callback of fifty simultaneous requests of one draft', async () => {
        const results = await Promise.all(
          numbered(50).map(() => store.cases.addCallback(callbackDraft('same'), noon, ['desk'])),
        );
        expect(new Set(results.map(({ callback }) => callback.id)).size).toBe(1);
        expect(results.filter(({ created }) => created)).toHaveLength(1);
        expect(await store.cases.listCallbacks()).toHaveLength(1);
      });

      it('has one open callback for a case, also when two are requested at once, unless another is asked for', async () => {
        const { case: about } = await store.cases.addCase(caseDraft('c'), noon, []);
        const request = (draftId: string, another?: boolean) =>
          store.cases.addCallback(callbackDraft(draftId, { caseNumber: about.number }), noon, [], {
            another,
          });
        const [one, two] = await Promise.all([request('first'), request('second')]);
        expect(two).toEqual({ callback: one.callback, created: false });
        const third = await request('third', true);
        expect(third.created).toBe(true);
        for (const { id } of await store.cases.listCallbacks()) {
          await store.cases.updateCallback(id, { status: 'done' }, noon, []);
        }
        expect((await request('fourth')).created).toBe(true);
      });

      it('has as many as wanted without a case', async () => {
        await store.cases.addCallback(callbackDraft('x'), noon, []);
        expect((await store.cases.addCallback(callbackDraft('y'), noon, [])).created).toBe(true);
      });

      it('changes one, tells the targets, and tells them nothing when nothing changed', async () => {
        const { callback } = await store.cases.addCallback(callbackDraft('x'), noon, []);
        const changed = await store.cases.updateCallback(callback.id, { phone: '+4722990012' }, later(1), [
          'desk',
        ]);
        expect(changed).toEqual({ callback: { ...callback, phone: '+4722990012' }, changed: true });
        const same = await store.cases.updateCallback(callback.id, { phone: '+4722990012' }, later(2), [
          'desk',
        ]);
        expect(same?.changed).toBe(false);
        await store.cases.updateCallback(callback.id, { status: 'cancelled' }, later(3), ['desk']);
        expect((await store.cases.undelivered()).map(({ topic, subject }) => ({ topic, subject }))).toEqual([
          { topic: 'callback-changed', subject: callback.id },
          { topic: 'callback-cancelled', subject: callback.id },
        ]);
        await reopen();
        expect((await store.cases.findCallback(callback.id))?.status).toBe('cancelled');
        expect(await store.cases.listCallbacks({ open: true })).toEqual([]);
        expect(await store.cases.listCallbacks({ owner: ola })).toHaveLength(1);
      });

      it('changes only what is in one of the named statuses', async () => {
        const { callback } = await store.cases.addCallback(callbackDraft('x'), noon, []);
        await store.cases.updateCallback(callback.id, { status: 'ringing' }, noon, []);
        const refused = await store.cases.updateCallback(
          callback.id,
          { status: 'cancelled' },
          noon,
          ['desk'],
          { when: ({ status }) => status === 'waiting' },
        );
        expect(refused).toEqual({ callback: { ...callback, status: 'ringing' }, changed: false });
        expect(await store.cases.undelivered()).toEqual([]);
      });

      it('knows no callback that it has not made', async () => {
        expect(await store.cases.findCallback('CB-000000')).toBeUndefined();
        expect(await store.cases.updateCallback('CB-000000', { status: 'done' }, noon, [])).toBeUndefined();
      });
    });

    describe('the outbox', () => {
      it('has one row for each target of a case, with keys of their own that stay', async () => {
        const { case: opened } = await store.cases.addCase(caseDraft('a'), noon, ['desk', 'webhook']);
        const rows = await store.cases.dueOutbox(noon, 10);
        expect(rows).toEqual(
          ['desk', 'webhook'].map((target) =>
            expect.objectContaining({
              target,
              topic: 'case-opened',
              subject: opened.number,
              attempts: 0,
              state: 'pending',
              dueAt: noon.toISOString(),
            }),
          ),
        );
        expect(new Set(rows.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
        await store.cases.updateOutbox(rows[0]?.id ?? '', { attempts: 1, lastError: 'busy' });
        await reopen();
        expect(await store.cases.dueOutbox(noon, 10)).toEqual([
          { ...rows[0], attempts: 1, lastError: 'busy' },
          rows[1],
        ]);
      });

      it('gives what is due, longest due first, and no more than asked for', async () => {
        for (const n of [3, 1, 2]) await store.cases.addCase(caseDraft(`d${n}`), later(n), ['desk']);
        const due = async (at: Date, limit = 10) =>
          (await store.cases.dueOutbox(at, limit)).map(({ dueAt }) => dueAt);
        expect(await due(noon)).toEqual([]);
        expect(await due(later(2))).toEqual([later(1), later(2)].map((at) => at.toISOString()));
        expect(await due(later(9), 1)).toEqual([later(1).toISOString()]);
      });

      it('gives a row again only when it is due again, and never when it is delivered or dead', async () => {
        for (const draftId of ['retried', 'delivered', 'dead'])
          await store.cases.addCase(caseDraft(draftId), noon, ['desk']);
        const [retried, delivered, dead] = await store.cases.dueOutbox(noon, 10);
        await store.cases.updateOutbox(retried?.id ?? '', { dueAt: later(5).toISOString(), attempts: 1 });
        await store.cases.updateOutbox(delivered?.id ?? '', { state: 'delivered' });
        await store.cases.updateOutbox(dead?.id ?? '', { state: 'dead', lastError: 'refused' });
        for (const round of ['before', 'after']) {
          expect([round, await store.cases.dueOutbox(later(4), 10)]).toEqual([round, []]);
          expect((await store.cases.dueOutbox(later(5), 10)).map(({ id }) => id)).toEqual([retried?.id]);
          const left = await store.cases.undelivered();
          expect(left.map(({ id, state }) => [id, state])).toEqual([
            [retried?.id, 'pending'],
            [dead?.id, 'dead'],
          ]);
          await reopen();
        }
      });

      it('holds a row back while an earlier one of the same subject and target is pending', async () => {
        const { callback } = await store.cases.addCallback(callbackDraft('x'), noon, ['desk']);
        const [requested] = await store.cases.dueOutbox(noon, 10);
        await store.cases.updateOutbox(requested?.id ?? '', { dueAt: later(30).toISOString() });
        await store.cases.updateCallback(callback.id, { status: 'cancelled' }, later(1), ['desk']);
        expect(await store.cases.dueOutbox(later(2), 10)).toEqual([]);
        await store.cases.updateOutbox(requested?.id ?? '', { state: 'delivered' });
        expect((await store.cases.dueOutbox(later(2), 10)).map(({ topic }) => topic)).toEqual([
          'callback-cancelled',
        ]);
      });

      it('gives rows that are held to nobody else until the time is over or they are updated', async () => {
        for (const draftId of ['a', 'b', 'c']) await store.cases.addCase(caseDraft(draftId), noon, ['desk']);
        const due = async (at: Date, limit: number, heldUntil?: Date) =>
          (await store.cases.dueOutbox(at, limit, heldUntil)).map(({ id }) => id);
        const [first, second] = await due(noon, 2, later(5));
        const [third, ...none] = await due(noon, 9, later(1));
        expect([none, await due(noon, 9)]).toEqual([[], []]);
        expect(await due(later(1), 9)).toEqual([third]);
        await store.cases.updateOutbox(first ?? '', { attempts: 1 });
        expect(await due(later(2), 9)).toEqual([first, third]);
        expect(await due(later(5), 9)).toEqual([first, second, third]);
      });

      it('hands each row to one of many who ask at once', async () => {
        await Promise.all(numbered(30).map((n) => store.cases.addCase(caseDraft(`h${n}`), noon, ['desk'])));
        const rounds = await Promise.all(numbered(12).map(() => store.cases.dueOutbox(noon, 4, later(1))));
        const ids = rounds.flat().map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const rest = await store.cases.dueOutbox(noon, 30, later(1));
        expect(ids.length + rest.length).toBe(30);
      });

      it('refuses to change a row that it does not have', async () => {
        const { case: opened } = await store.cases.addCase(caseDraft('a'), noon, ['desk']);
        await expect(store.cases.updateOutbox('nothing', { state: 'dead' })).rejects.toThrow('nothing');
        await expect(store.cases.updateOutbox(`${opened.number}/nothing`, { state: 'dead' })).rejects.toThrow(
          'nothing',
        );
      });
    });

    it('is writable while it is open, and says so', async () => {
      expect(await store.health()).toEqual({ writable: true });
      expect(await store.cases.listCases()).toEqual([]);
    });

    describe('state', () => {
      it('gives back what was written, under a version, and nothing for other keys', async () => {
        const version = await store.state.write(
          'k',
          { step: 'version', list: [1, null, { a: true }] },
          undefined,
        );
        await reopen();
        expect(await store.state.read('k')).toEqual({
          value: { step: 'version', list: [1, null, { a: true }] },
          version,
        });
        for (const key of ['K', 'k ', '', 'constructor', '__proto__', '../k', 'k/../k']) {
          expect(await store.state.read(key)).toBeUndefined();
        }
      });

      it('keeps keys apart that a file system or an object could mix up', async () => {
        const keys = [
          '',
          'a',
          'A',
          'a/b',
          'a\\b',
          '../../etc/passwd',
          '__proto__',
          'constructor',
          'CON',
          'ä',
          'a\u0308',
          '😀',
          'x'.repeat(5000),
        ];
        for (const [n, key] of keys.entries()) await store.state.write(key, n, undefined);
        for (const [n, key] of keys.entries()) expect((await store.state.read(key))?.value).toBe(n);
      });

      it('refuses the writer that has not seen the latest version', async () => {
        const first = await store.state.write('k', 1, undefined);
        const second = await store.state.write('k', 2, first);
        expect(second).not.toBe(first);
        await expect(store.state.write('k', 3, first)).rejects.toBeInstanceOf(StaleStateError);
        await expect(store.state.write('k', 3, undefined)).rejects.toBeInstanceOf(StaleStateError);
        await expect(store.state.write('other', 3, first)).rejects.toBeInstanceOf(StaleStateError);
        expect(await store.state.read('k')).toEqual({ value: 2, version: second });
        await store.state.write('k', 4, '*');
        expect((await store.state.read('k'))?.value).toBe(4);
      });

      it('lets exactly one of fifty simultaneous writers win', async () => {
        const version = await store.state.write('k', 'start', undefined);
        const results = await Promise.allSettled(numbered(50).map((n) => store.state.write('k', n, version)));
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const winner = results.findIndex(({ status }) => status === 'fulfilled');
        expect((await store.state.read('k'))?.value).toBe(winner);
      });

      it('forgets what is removed, and its versions with it', async () => {
        const version = await store.state.write('k', 1, undefined);
        await store.state.remove('k');
        await store.state.remove('k');
        expect(await store.state.read('k')).toBeUndefined();
        await expect(store.state.write('k', 2, version)).rejects.toBeInstanceOf(StaleStateError);
        expect(await store.state.write('k', 2, undefined)).not.toBe(version);
        await reopen();
        expect((await store.state.read('k'))?.value).toBe(2);
      });

      it('cleans text of NUL and halves of characters, and refuses keys with them', async () => {
        await store.state.write('k', { text: 'a\0\ud800b', 'ke\0y': 1 }, undefined);
        expect((await store.state.read('k'))?.value).toEqual({ text: 'ab', key: 1 });
        await expect(store.state.write('k\0', 1, '*')).rejects.toThrow(RangeError);
        await expect(store.state.read('k\0')).rejects.toThrow(RangeError);
      });

      it('tells what was written for an owner', async () => {
        const kai = { ...ola, id: 'dl_kai' };
        await store.state.write('a', 1, undefined, ola);
        await store.state.write('b', 1, undefined, ola);
        await store.state.write('c', 1, undefined);
        await store.state.write('b', 2, '*', kai);
        await reopen();
        expect(await store.state.ownedBy(ola)).toEqual([{ key: 'a', owner: ola }]);
        expect(await store.state.ownedBy({ id: 'dl_kai' })).toEqual([{ key: 'b', owner: kai }]);
        expect(await store.state.ownedBy({ ...ola, tenant: 't' })).toEqual([]);
      });

      it('removes what was last written before an instant, and nothing else', async () => {
        await store.state.write('old', 1, undefined);
        await store.state.write('renewed', 1, undefined);
        await reopen(later(60));
        await store.state.write('renewed', 2, '*');
        await store.state.write('new', 1, undefined);
        expect(await store.state.purge(noon)).toBe(0);
        expect(await store.state.purge(later(30))).toBe(1);
        await reopen();
        expect(await store.state.read('old')).toBeUndefined();
        expect((await store.state.read('renewed'))?.value).toBe(2);
        expect((await store.state.read('new'))?.value).toBe(1);
      });

      it('hands out values that can be worked on without changing what is stored', async () => {
        const value = { steps: ['a'] };
        await store.state.write('k', value, undefined);
        value.steps.push('not stored');
        const read = await store.state.read('k');
        if (typeof read?.value === 'object' && read.value !== null) Object.assign(read.value, { steps: [] });
        expect((await store.state.read('k'))?.value).toEqual({ steps: ['a'] });
      });
    });

    describe('feedback', () => {
      const kai = { ...ola, id: 'dl_kai' };
      const said = (n: number, owner = ola, at = later(n)) => ({
        at,
        owner,
        use: { what: 'unanswered', near: null, text: `m${n}` } as const,
      });
      const texts = async (filter?: Parameters<Store['feedback']['list']>[0]) =>
        (await store.feedback.list(filter)).map(({ use }) => ('text' in use ? use.text : ''));

      it('gives back what was appended, in order of time, under one pseudonym for each owner', async () => {
        await store.feedback.append([said(2), said(1, kai), said(3)]);
        await store.feedback.append([]);
        await reopen();
        await store.feedback.append([said(0)]);
        expect(await texts()).toEqual(['m0', 'm1', 'm2', 'm3']);
        const [first, second, third] = await store.feedback.list();
        expect(first).toEqual({
          at: noon.toISOString(),
          who: third?.who,
          channel: 'directline',
          use: { what: 'unanswered', near: null, text: 'm0' },
        });
        expect(first?.who).not.toBe(second?.who);
        expect(JSON.stringify(await store.feedback.list())).not.toMatch(/dl_ola|dl_kai/);
      });

      it('keeps hundreds of simultaneous uses, over days', async () => {
        await Promise.all(numbered(300).map((n) => store.feedback.append([said(n, ola, later(n * 20))])));
        await reopen();
        expect(await texts()).toEqual(numbered(300).map((n) => `m${n}`));
        expect(await texts({ since: later(298 * 20) })).toEqual(['m298', 'm299']);
      });

      it('forgets one owner and leaves the others', async () => {
        await store.feedback.append([said(1), said(2, kai), said(3), said(4, { ...ola, tenant: 't' })]);
        expect(await texts({ owner: ola })).toEqual(['m1', 'm3']);
        expect(await store.feedback.forget(ola)).toBe(2);
        expect(await store.feedback.forget(ola)).toBe(0);
        await reopen();
        expect(await texts()).toEqual(['m2', 'm4']);
        expect(await texts({ owner: ola })).toEqual([]);
      });

      it('removes what happened before an instant, to the millisecond', async () => {
        await store.feedback.append([
          said(1, ola, later(-3000)),
          said(2, ola, later(-1)),
          said(3, ola, noon),
        ]);
        expect(await store.feedback.purge(noon)).toBe(2);
        await reopen();
        expect(await texts()).toEqual(['m3']);
        await store.feedback.append([said(4)]);
        expect(await texts()).toEqual(['m3', 'm4']);
      });
    });

    describe('the log of a conversation', () => {
      it('numbers activities from 0 without gaps, over many appends and after opening again', async () => {
        let next = 0;
        for (const count of [1, 3, 40, 0, 2, 70, 1]) {
          const added = numbered(count).map((n) => ({ text: `m${next + n}` }));
          expect(await store.log.append('c', added)).toBe(next);
          next += count;
          if (count === 40) await reopen();
        }
        expect(await store.log.length('c')).toBe(next);
        const all = numbered(next).map((n) => ({ text: `m${n}` }));
        expect(await store.log.read('c', 0, 1000)).toEqual(all);
        for (const from of [1, 31, 32, 33, 44, 100]) {
          expect(await store.log.read('c', from, 20)).toEqual(all.slice(from, from + 20));
        }
        expect(await store.log.read('c', next, 20)).toEqual([]);
      });

      it('numbers simultaneous appends one after the other', async () => {
        const firsts = await Promise.all(numbered(100).map((n) => store.log.append('c', [`a${n}`, `b${n}`])));
        expect(firsts).toEqual(numbered(100).map((n) => 2 * n));
        expect(await store.log.read('c', 0, 1000)).toEqual(numbered(100).flatMap((n) => [`a${n}`, `b${n}`]));
      });

      it('puts other activities in the place of those that are there', async () => {
        const all = numbered(70).map((n) => ({ text: `secret ${n}` }));
        await store.log.append('c', all);
        await store.log.append('other', all);
        await store.log.rewrite('c', (_activity, sequence) => ({ sequence }));
        await store.log.rewrite('unknown', () => ({}));
        expect(await store.log.append('c', [{ text: 'next' }])).toBe(70);
        await reopen();
        expect(await store.log.read('c', 0, 100)).toEqual([
          ...numbered(70).map((sequence) => ({ sequence })),
          { text: 'next' },
        ]);
        expect(await store.log.read('other', 0, 100)).toEqual(all);
        expect(await store.log.length('unknown')).toBe(0);
      });

      it('removes the conversations in which nothing was said since an instant', async () => {
        await store.log.append('old', numbered(40));
        await store.log.append('renewed', numbered(40));
        await reopen(later(60));
        await store.log.append('renewed', [40]);
        expect(await store.log.purge(later(30))).toBe(1);
        expect(await store.log.length('old')).toBe(0);
        expect(await store.log.length('renewed')).toBe(41);
        expect(await store.log.purge(later(90))).toBe(1);
      });

      it('keeps conversations apart and forgets a removed one', async () => {
        await store.log.append('c', [1]);
        await store.log.append('C', [2]);
        await store.log.append('../c', [3]);
        await store.log.remove('c');
        await store.log.remove('unknown');
        expect(await store.log.length('c')).toBe(0);
        expect(await store.log.read('c', 0, 9)).toEqual([]);
        expect(await store.log.read('C', 0, 9)).toEqual([2]);
        expect(await store.log.append('c', [4])).toBe(0);
        expect(await store.log.length('unknown')).toBe(0);
      });
    });
  });
}

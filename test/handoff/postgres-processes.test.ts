import { openStore } from '../../handoff/store/open.js';
import { StaleStateError, type Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft } from '../contract/drafts.js';
import { startPostgres } from '../support/postgres-server.js';
import { waitUntil } from '../support/wait-until.js';
import { createMemoryLog, noon } from './folder.js';

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);
const server = await startPostgres();
const within = server ? describe : describe.skip;

/** Two stores have no memory in common: what holds between them holds between processes. */
within('two processes on one database', () => {
  let stores: readonly [Store, Store];
  beforeEach(async () => {
    const url = (await server?.emptyDatabase('processes')) ?? '';
    const open = () => openStore(url, { now: () => noon, log: createMemoryLog() });
    // At once, so that both find it empty.
    stores = await Promise.all([open(), open()]);
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });
  afterAll(() => server?.remove());
  const one = (n: number): Store => stores[n % 2 === 0 ? 0 : 1];

  it('make one case of fifty confirmations of one draft', async () => {
    const results = await Promise.all(
      numbered(50).map((n) => one(n).cases.addCase(caseDraft('same'), noon, ['desk'])),
    );
    expect(new Set(results.map((result) => result.case.number)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(await one(0).cases.listCases()).toHaveLength(1);
    expect(await one(1).cases.undelivered()).toHaveLength(1);
  });

  it('number a hundred cases differently and keep them all', async () => {
    await Promise.all(numbered(100).map((n) => one(n).cases.addCase(caseDraft(`d${n}`), noon, [])));
    const listed = await one(0).cases.listCases();
    expect(new Set(listed.map(({ number }) => number)).size).toBe(100);
    expect(await one(1).cases.listCases()).toEqual(listed);
  });

  it('have one open callback for a case, and one order of receipt, which never changes for who waits', async () => {
    const { case: about } = await one(0).cases.addCase(caseDraft('c'), noon, []);
    const request = (n: number) =>
      one(n).cases.addCallback(callbackDraft(`r${n}`, { caseNumber: about.number }), noon, []);
    const requested = await Promise.all(numbered(20).map(request));
    expect(new Set(requested.map(({ callback }) => callback.id)).size).toBe(1);
    expect(requested.filter(({ created }) => created)).toHaveLength(1);

    const told = await Promise.all(
      numbered(40).map(async (n) => {
        const { callback } = await one(n).cases.addCallback(callbackDraft(`q${n}`), noon, []);
        return { id: callback.id, place: await one(n).cases.placeInQueue(callback.id) };
      }),
    );
    const listed = (await one(1).cases.listCallbacks({ open: true })).map(({ id }) => id);
    expect(told.map(({ id }) => listed.indexOf(id) + 1)).toEqual(told.map(({ place }) => place));
  });

  it('let one of two win who write the same state, and refuse the other', async () => {
    const version = await one(0).state.write('k', 'start', undefined);
    const results = await Promise.allSettled(numbered(20).map((n) => one(n).state.write('k', n, version)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StaleStateError);
    }
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect((await one(winner + 1).state.read('k'))?.value).toBe(winner);
  });

  it('number what both append to a conversation without gaps', async () => {
    const firsts = await Promise.all(numbered(60).map((n) => one(n).log.append('c', [`a${n}`, `b${n}`])));
    expect([...firsts].sort((a, b) => a - b)).toEqual(numbered(60).map((n) => 2 * n));
    const read = await one(0).log.read('c', 0, 1000);
    for (const [n, first] of firsts.entries()) {
      expect(read.slice(first, first + 2)).toEqual([`a${n}`, `b${n}`]);
    }
  });

  it('never deliver the same row both, and take over what one has held too long', async () => {
    await Promise.all(numbered(40).map((n) => one(n).cases.addCase(caseDraft(`o${n}`), noon, ['desk'])));
    const rounds = await Promise.all(numbered(10).map((n) => one(n).cases.dueOutbox(noon, 4, later(1))));
    const taken = rounds.flat().map(({ id }) => id);
    expect(new Set(taken).size).toBe(taken.length);
    const rest = await one(0).cases.dueOutbox(noon, 40, later(1));
    expect(taken.length + rest.length).toBe(40);
    expect(await one(1).cases.dueOutbox(noon, 40, later(1))).toEqual([]);
    expect(await one(1).cases.dueOutbox(later(1), 40, later(2))).toHaveLength(40);
  });

  it('give a case to one of many who claim it', async () => {
    const { number } = (await one(0).cases.addCase(caseDraft('a'), noon, [])).case;
    const results = await Promise.all(
      numbered(20).map((n) => {
        const by = { id: `s${n}`, name: `Staff ${n}` };
        return one(n).cases.updateCase(number, { claimedBy: by }, noon, ['desk'], {
          when: ({ claimedBy }) => !claimedBy,
          act: { by, deed: 'claim' },
        });
      }),
    );
    expect(results.filter((result) => result?.changed)).toHaveLength(1);
    expect(await one(1).cases.undelivered()).toHaveLength(1);
  });

  it('hear of what the other has written, also after the connection for it was lost', async () => {
    const heard: string[] = [];
    const wanted = (id: string) => waitUntil(id, () => heard.includes(id), 10_000);
    one(0).watch(({ what, id }) => heard.push(`${what} ${id}`));
    const listening = () =>
      server?.query(`select pid from pg_stat_activity where query = 'listen firstline'`) ?? [];
    await waitUntil('it listens', async () => (await listening()).length > 0);
    await waitUntil('it has been told so', () => heard.length === 2);
    heard.length = 0;
    await one(1).log.append('a/b', [1, 2]);
    await one(0).log.append('own', [1]);
    const { case: opened } = await one(1).cases.addCase(caseDraft('a'), noon, ['desk', 'customer']);
    await wanted(`record ${opened.number}`);
    expect(heard).toEqual(['conversation a/b', `record ${opened.number}`]);

    const [before] = await listening();
    await server?.query(`select pg_terminate_backend(${before?.pid})`);
    await waitUntil('it listens again', async () => {
      const [now] = await listening();
      return now !== undefined && now.pid !== before?.pid;
    });
    // What was written meanwhile is looked for.
    await waitUntil('it is told that it missed something', () => heard.length === 4, 10_000);
    expect(heard.slice(2)).toEqual(['conversation undefined', 'record undefined']);
    await one(1).cases.updateCase(opened.number, { status: 'closed' }, noon, ['desk']);
    await waitUntil('the change is heard of', () => heard.length === 5, 10_000);
  });

  it('know the same customers by the same pseudonyms', async () => {
    const owner = { channel: 'directline', tenant: '', id: 'dl_ola' };
    const use = { what: 'unanswered', near: null, text: 'm' } as const;
    await Promise.all(numbered(10).map((n) => one(n).feedback.append([{ at: noon, owner, use }])));
    expect(new Set((await one(0).feedback.list()).map(({ who }) => who)).size).toBe(1);
    expect(await one(1).feedback.forget(owner)).toBe(10);
  });
});

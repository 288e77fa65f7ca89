import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../handoff/store/open.js';
import type { Store } from '../../handoff/store/store.js';
import { caseDraft } from '../contract/drafts.js';
import { password, startPostgres } from '../support/postgres-server.js';
import { waitUntil } from '../support/wait-until.js';
import { createMemoryLog, noon } from './folder.js';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Three seconds, and half of one for a busy machine. */
const soon = 3_500;
const server = await startPostgres();
const within = server ? describe : describe.skip;

within('a PostgreSQL server that fails', () => {
  if (!server) return;
  let url: string;
  let log: ReturnType<typeof createMemoryLog>;
  const open = new Set<Store>();
  beforeEach(async () => {
    await server.start();
    url = await server.emptyDatabase('faults');
    log = createMemoryLog();
  });
  afterEach(async () => {
    for (const store of open) await store.close();
    open.clear();
    expect(log.lines.join('\n')).not.toContain(password);
  });
  afterAll(() => server.remove());

  const openHere = async (address = url, readOnly = false): Promise<Store> => {
    const store = await openStore(address, { now: () => noon, log, readOnly });
    open.add(store);
    return store;
  };
  /** Everything that a turn may do fails plainly within three seconds. */
  const failsFast = async (store: Store): Promise<void> => {
    const begun = performance.now();
    const results = await Promise.allSettled([
      store.state.read('k'),
      store.state.write('k', 1, '*'),
      store.cases.addCase(caseDraft('late'), noon, ['desk']),
      store.cases.findCase('FL-000000'),
      store.log.append('c', [1]),
      ...numbered(30).map(() => store.state.read('k')),
    ]);
    expect(performance.now() - begun).toBeLessThan(soon);
    for (const result of results) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { name: 'StoreError', fault: 'unavailable' },
      });
      expect(String(Object(result).reason.stack)).not.toContain(password);
    }
  };
  const listening = () => server.query(`select from pg_stat_activity where query = 'listen firstline'`);
  const works = async (store: Store): Promise<boolean> =>
    store.state.write('k', 1, '*').then(
      () => true,
      () => false,
    );

  it('is waited for when it is down at the start, stops in between and comes back', async () => {
    await server.stop();
    const store = await openHere();
    store.watch(() => undefined);
    expect(await store.health()).toMatchObject({ writable: false });
    await failsFast(store);
    await server.start();
    await waitUntil('the store works again', () => works(store), 15_000);
    const { case: before } = await store.cases.addCase(caseDraft('before'), noon, ['desk']);

    await server.stop();
    await failsFast(store);
    await server.start();
    await waitUntil('the store works again', () => works(store), 15_000);
    expect(await store.cases.findCase(before.number)).toEqual(before);
    await waitUntil('it is healthy', async () => (await store.health()).writable, 15_000);

    await server.stop();
    const closing = performance.now();
    await store.close();
    expect(performance.now() - closing).toBeLessThan(soon);
  });

  it('does not hold up a turn when it stands still', async () => {
    const store = await openHere();
    await server.freeze();
    try {
      const begun = performance.now();
      await failsFast(store);
      // What a turn still tries then, to say that it is sorry, does not make it longer.
      await expect(store.log.append('c', ['sorry'])).rejects.toMatchObject({ fault: 'unavailable' });
      expect(performance.now() - begun).toBeLessThan(soon);
    } finally {
      await server.thaw();
    }
    await waitUntil('the store works again', () => works(store), 15_000);
  });

  it('does not hold up the end of the program when it stands still', async () => {
    const store = await openHere();
    store.watch(() => undefined);
    await Promise.all(numbered(5).map((n) => store.state.write(`k${n}`, n, undefined)));
    await waitUntil('it listens', async () => (await listening()).length === 1);
    await server.freeze();
    try {
      const closed = store.close().then(() => 'closed');
      expect(await Promise.race([closed, sleep(soon, 'still open')])).toBe('closed');
    } finally {
      await server.thaw();
    }
  });

  it('does not hold up a turn when every connection is used up', async () => {
    const store = await openHere();
    const holding = server.query(
      'begin; lock table firstline.state, firstline.cases, firstline.conversations; select pg_sleep(6); commit',
      'faults',
    );
    await waitUntil('the tables are locked', async () => {
      const locks = await server.query(
        `select from pg_locks where mode = 'AccessExclusiveLock' and granted`,
        'faults',
      );
      return locks.length >= 3;
    });
    await failsFast(store);
    await holding;
    expect(await works(store)).toBe(true);
  });

  it('keeps each acknowledged case once while its backends are killed', async () => {
    const store = await openHere();
    const acknowledged = new Map<string, string>();
    const confirm = async (draftId: string): Promise<void> => {
      for (;;) {
        try {
          const { case: opened } = await store.cases.addCase(caseDraft(draftId), noon, ['desk']);
          expect(acknowledged.get(draftId) ?? opened.number).toBe(opened.number);
          acknowledged.set(draftId, opened.number);
          return;
        } catch (error) {
          expect(error).toMatchObject({ name: 'StoreError', fault: 'unavailable' });
        }
      }
    };
    const backends = async () =>
      (await server.query(`select pid from pg_stat_activity where application_name = 'firstline'`)).map(
        ({ pid }) => Number(pid),
      );
    const confirming = (async () => {
      for (const n of numbered(150)) {
        await Promise.all([confirm(`d${n}`), confirm(`d${n}`), confirm(`e${n}`)]);
      }
    })();
    for (const round of numbered(4)) {
      await waitUntil('cases come in', () => acknowledged.size > round * 40, 30_000);
      // One is killed, and the server starts all others anew; the next is only told to end.
      let pid = 0;
      await waitUntil('a backend works', async () => {
        pid = (await backends().catch(() => [])).at(0) ?? 0;
        return pid > 0;
      });
      if (round % 2 === 0) process.kill(pid, 'SIGKILL');
      else await server.query(`select pg_terminate_backend(${pid})`).catch(() => []);
    }
    await confirming;
    const listed = await store.cases.listCases();
    expect(listed).toHaveLength(300);
    expect(new Map(listed.map(({ draftId, number }) => [draftId, number]))).toEqual(acknowledged);
    expect(await store.cases.undelivered()).toHaveLength(300);
  });

  it('is asked again when others were in the way, with bounds', async () => {
    const store = await openHere();
    const failing = (times: number) =>
      server.query(
        `create sequence if not exists tries;
         alter sequence tries restart;
         create or replace function stumble() returns trigger language plpgsql as $$
           begin
             if nextval('tries') <= ${times} then raise exception 'in the way' using errcode = '40001'; end if;
             return new;
           end $$;
         create or replace trigger stumble before insert on firstline.cases for each row execute function stumble()`,
        'faults',
      );
    await failing(3);
    const { created } = await store.cases.addCase(caseDraft('a'), noon, ['desk']);
    expect([created, (await store.cases.undelivered()).length]).toEqual([true, 1]);
    await failing(1000);
    const begun = performance.now();
    await expect(store.cases.addCase(caseDraft('b'), noon, [])).rejects.toMatchObject({
      fault: 'unavailable',
    });
    expect(performance.now() - begun).toBeLessThan(soon);
    expect(await store.cases.listCases()).toHaveLength(1);
  });

  it('tells nobody what customers wrote or what the password is, whatever it complains about', async () => {
    const store = await openHere();
    await server.query(
      'alter table firstline.cases add constraint odd check (length(record::text) < 10)',
      'faults',
    );
    const refused = await store.cases
      .addCase(caseDraft('Mrs Secret'), noon, [])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    const told = `${JSON.stringify(refused, Object.getOwnPropertyNames(refused))} ${String(refused)}`;
    expect(told).toContain('23514');
    expect(told).not.toMatch(/Secret|Ola|customer\.example|hunter2/);
  });

  it.each([
    [
      'a wrong password',
      (address: string) => address.replace(password, 'wrong-password'),
      /user and password/,
    ],
    [
      'a database that does not exist',
      (address: string) => address.replace('faults', 'nowhere'),
      /does not exist/,
    ],
    ['TLS where there is none', (address: string) => `${address}?sslmode=require`, /sslmode/],
    ['a mode that is none', (address: string) => `${address}?sslmode=perhaps`, /verify-full/],
    [
      'an authority that cannot be read',
      (address: string) => `${address}?sslrootcert=/no/ca.pem`,
      /\/no\/ca\.pem/,
    ],
    ['no database', () => 'postgres://bot:wrong-password@127.0.0.1', /STORE_URL: write/],
    ['a host that is none', () => 'postgres://bot:wrong-password@:x/y', /STORE_URL: write/],
  ])('refuses to open with %s, in plain words and without the password', async (_what, change, words) => {
    const refusal = await openHere(change(url)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'StoreError', message: expect.stringMatching(words) });
    expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toMatch(
      /hunter2|wrong-password/,
    );
  });

  it('is left alone when a newer version of the program has been there', async () => {
    const store = await openHere();
    await store.state.write('k', 1, undefined);
    await server.query('insert into firstline.versions (version) values (7)', 'faults');
    await expect(openHere()).rejects.toMatchObject({
      fault: 'database',
      message: expect.stringMatching(/newer version .*schema 7/),
    });
    await expect(openHere(url, true)).rejects.toMatchObject({ fault: 'database' });
  });

  it('is not changed by who only looks on', async () => {
    await expect(openHere(url, true)).rejects.toMatchObject({
      message: expect.stringContaining('Start the bot once'),
    });
    expect(await server.query(`select to_regnamespace('firstline') as schema`, 'faults')).toEqual([
      { schema: null },
    ]);
    const writer = await openHere();
    const { case: opened } = await writer.cases.addCase(caseDraft('a'), noon, []);
    const reader = await openHere(url, true);
    expect(await reader.cases.listCases()).toEqual([opened]);
    expect(await reader.health()).toMatchObject({ writable: false });
    for (const change of [
      reader.cases.addCase(caseDraft('b'), noon, []),
      reader.cases.updateCase(opened.number, { status: 'closed' }, noon, []),
      reader.state.write('k', 1, undefined),
      reader.log.append('c', [1]),
    ]) {
      await expect(change).rejects.toMatchObject({ fault: 'read-only' });
    }
  });

  it('is asked by one listener at a time where nobody may listen, at a replica', async () => {
    const writer = await openHere();
    await writer.state.write('k', 1, undefined);
    await writer.close();
    await server.restart('replica');
    try {
      const store = await openHere();
      store.watch(() => undefined);
      await waitUntil('it says so', () => log.lines.some((line) => /not heard of/.test(line)));
      expect((await store.state.read('k'))?.value).toBe(1);
      await sleep(2_500);
      expect((await listening()).length).toBeLessThan(2);
      await store.close();
    } finally {
      await server.restart('primary');
    }
  });

  it('takes nothing after it was closed', async () => {
    const store = await openHere();
    const last = store.cases.addCase(caseDraft('last'), noon, []);
    await store.close();
    await expect(last).resolves.toMatchObject({ created: true });
    await expect(store.cases.listCases()).rejects.toMatchObject({ fault: 'closed' });
  });
});

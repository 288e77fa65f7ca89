import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFeedback, type Feedback } from '../../handoff/feedback.js';
import { redact } from '../../handoff/redact.js';
import type { Store } from '../../handoff/store/store.js';
import { caseDraft, ola } from '../contract/drafts.js';
import { createMemoryLog, createStoreFolder, noon, type StoreFolder } from './folder.js';

describe('what is kept of a message', () => {
  it.each([
    ['an e-mail address', 'write to ola.berg+x@firma.example please', 'write to [e-mail] please'],
    ['two of them', 'a@b.example or c@d.example', '[e-mail] or [e-mail]'],
    ['a telephone number', 'call +47 22 99 00 11 now', 'call [number] now'],
    ['a national one', 'my phone is 22990011', 'my phone is [number]'],
    ['a customer number', 'we are customer 4711 0815 99', 'we are customer [number]'],
    ['a name that is given', 'this is Ola Berg, it is slow', 'this is [name], it is slow'],
    ['a password', 'my password is Hunter2!x', 'my password is ••••••'],
    ['line breaks', 'one\n\ttwo', 'one two'],
  ])('hides %s', (_what, said, kept) => expect(redact(said)).toBe(kept));

  it('hides addresses however many there are', () => {
    expect(redact('a@b.co '.repeat(60))).not.toContain('@');
  });

  it('hides what is known of the customer, in any case, and no other words', () => {
    const known = ['Ola Berg', 'ola@firma.example', '', 'x'];
    expect(redact('OLA and berg of Bergen asked about firma.example, x', known)).toBe(
      '[name] and [name] of Bergen asked about [name], x',
    );
  });

  it('keeps versions, levels and priorities', () => {
    const said = 'is 2024.3.1.22 on Enhanced a P1 24x7, error 0x80070005?';
    expect(redact(said)).toBe(said);
  });

  it('keeps 300 characters, in no time, of whatever comes', () => {
    for (const piece of ['a', '1', '1 ', '@', 'a@b.c ', '(((', 'This is Ola ', '😀']) {
      expect(redact(piece.repeat(20_000)).length).toBeLessThanOrEqual(300);
    }
  });
});

describe('the recorder', () => {
  let folder: StoreFolder;
  let store: Store;
  let feedback: Feedback;
  const log = createMemoryLog();
  const use = (text: string) => ({ what: 'unanswered', near: null, text }) as const;

  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    feedback = createFeedback({ store, now: () => noon, log });
  });
  afterEach(async () => await folder.remove());

  const texts = async () => (await store.feedback.list()).map((one) => Object(one.use).text);

  it('stores in the order of the turns, without the names of earlier cases and of the channel', async () => {
    await store.cases.addCase(caseDraft('d'), noon, []);
    feedback.note({ owner: ola, name: 'Berg-Hansen, O.' }, [use('berg asks'), use('for Berg-Hansen')]);
    feedback.note({ owner: ola }, []);
    feedback.note({ owner: ola }, [use('third')]);
    await feedback.settled();
    expect(await texts()).toEqual(['[name] asks', 'for [name]', 'third']);
  });

  it('forgets also what waits to be stored', async () => {
    feedback.note({ owner: ola }, [use('one')]);
    expect(await feedback.forget(ola)).toBe(1);
    expect(await texts()).toEqual([]);
  });

  it('tells operators of a full disk, and nobody else', async () => {
    const full = async () => {
      throw new Error('ENOSPC');
    };
    const other = await createStoreFolder();
    const lines = createMemoryLog();
    const failing = createFeedback({ store: await other.open({ write: full }), now: () => noon, log: lines });
    failing.note({ owner: ola }, [use('one')]);
    await failing.settled();
    expect(lines.lines).toEqual(['error: Feedback could not be stored; answers go on without.']);
    await other.remove();
  });

  it('goes on where a file is damaged', async () => {
    feedback.note({ owner: ola }, [use('one')]);
    await feedback.settled();
    await store.close();
    await writeFile(join(folder.path, 'feedback/2026-03-11-000000.json'), 'no file of ours');
    store = await folder.open();
    feedback = createFeedback({ store, now: () => noon, log });
    feedback.note({ owner: ola }, [use('two')]);
    await feedback.settled();
    expect(await texts()).toEqual(['two']);
    expect(folder.log.lines).toContain('warn: A damaged file was passed over.');
  });
});

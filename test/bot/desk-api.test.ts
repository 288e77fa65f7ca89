import { addToCase, customer } from '../../handoff/additions.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { builtKnowledge } from '../support/built.js';
import { createVisitor, type DeskServer, startDeskServer, type Visitor } from '../support/desk-server.js';
import { openChat } from '../support/direct-line-api.js';
import { waitUntil } from '../support/wait-until.js';

describe('the API of the desk', () => {
  let knowledge: Knowledge;
  let server: DeskServer;
  let kim: Visitor;
  let lee: Visitor;
  let clock = new Date('2026-03-11T12:00:00Z');

  beforeAll(async () => {
    knowledge = await builtKnowledge();
  });
  beforeEach(async () => {
    clock = new Date('2026-03-11T12:00:00Z');
    server = await startDeskServer({ knowledge, now: () => clock });
    [kim, lee] = [createVisitor(server.url), createVisitor(server.url)];
    await kim.signIn(server.desk.signInPath(), 'Kim');
    await lee.signIn(server.desk.signInPath(), 'Lee');
  });
  afterEach(() => server.close());

  const openCase = async (draftId: string, changes = {}) =>
    (await server.store.cases.addCase(caseDraft(draftId, changes), clock, ['built-in'])).case;
  const request = async (draftId: string, changes = {}) =>
    (await server.store.cases.addCallback(callbackDraft(draftId, changes), clock, ['built-in'])).callback;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
  const get = async (path: string, who = kim): Promise<any> => (await who.fetch(`/desk/api/${path}`)).json();
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
  const act = async (path: string, action: object, who = kim): Promise<any> => {
    const response = await who.post(`/desk/api/${path}`, action);
    return { ...((await response.json()) as object), status: response.status };
  };

  it('tells nothing to whoever has not signed in', async () => {
    const { number } = await openCase('a');
    const stranger = createVisitor(server.url);
    for (const path of ['me', 'board', `cases/${number}`, 'events', 'phones'])
      expect((await stranger.fetch(`/desk/api/${path}`)).status).toBe(401);
    for (const path of [`cases/${number}`, 'callbacks/CB-1', 'links', 'phones/CB-1'])
      expect((await stranger.post(`/desk/api/${path}`, { do: 'claim' })).status).toBe(401);
  });

  it('lists open cases, newest first, with what decided the grade and who has them', async () => {
    const first = await openCase('a', { criterion: 'P2', notes: ['grade-disputed'] });
    const second = await openCase('b');
    await act(`cases/${first.number}`, { do: 'claim' });
    await act(`cases/${second.number}`, { do: 'status', status: 'closed' }, lee);
    const { cases } = await get('board');
    expect(cases).toMatchObject([
      {
        number: first.number,
        priority: 'P2',
        reason: expect.stringContaining('major function'),
        disputed: true,
        status: 'in-progress',
        claimedBy: { name: 'Kim', mine: true },
      },
    ]);
    expect((await get('board', lee)).cases[0].claimedBy).toEqual({ name: 'Kim', mine: false });
    expect((await get('board?all=true')).cases).toHaveLength(2);
    expect(JSON.stringify(cases)).not.toContain(first.accessCode);
  });

  it('lists the callback queue with places, and how to dial where staff do', async () => {
    await request('a');
    await request('b', { kind: 'now', phone: '+4722990012;ext=7' });
    await request('c');
    expect((await get('board')).callbacks).toMatchObject([
      { place: 1, phone: '+47 22 99 00 11', dial: null },
      { place: null, kind: 'now', phone: '+47 22 99 00 12 ext. 7' },
      { place: 2 },
    ]);
    await server.close();
    server = await startDeskServer({
      knowledge,
      now: () => clock,
      settings: { telephone: 'staff', dialUrl: 'https://dial.example/?to={phone}' },
    });
    kim = createVisitor(server.url);
    await kim.signIn(server.desk.signInPath(), 'Kim');
    await request('a');
    expect((await get('board')).callbacks[0].dial).toBe('https://dial.example/?to=+4722990011');
    expect((await kim.fetch('/desk/phone')).status).toBe(404);
  });

  it('shows everything about a case, and nothing that is the customer’s secret', async () => {
    const chat = await openChat(server.url, 'dl_ola');
    await chat.say('saving takes ages <b>now</b>');
    await server.store.feedback.append([
      {
        at: clock,
        owner: ola,
        use: {
          what: 'answered',
          answer: 'x',
          entry: knowledge.entries[0]?.id ?? '',
          shown: 'entry',
          certainty: 'sure',
          chosen: false,
          text: 'how do I reach you',
        },
      },
      { at: clock, owner: ola, use: { what: 'unanswered', near: null, text: 'why is it slow' } },
    ]);
    const opened = await openCase('a', {
      notes: ['grade-disputed', 'something else'],
      answers: { matter: 'problem', 'major-hard': 'yes', example: 'REQ-1', more: 'and the printer' },
      conversation: {
        serviceUrl: 'urn:firstline:directline',
        channelId: 'directline',
        conversation: { id: chat.id },
      },
    });
    const callback = await request('c', { caseNumber: opened.number });
    await act(`cases/${opened.number}`, { do: 'note', note: 'ask the developers', shown: false });
    const page = await get(`cases/${opened.number}`);
    expect(page).toMatchObject({
      number: opened.number,
      firstMessage: 'saving takes ages',
      contact: { name: 'Ola Berg', phone: '+47 22 99 00 11' },
      notes: [
        { id: 'grade-disputed', text: expect.stringContaining('see the priority differently') },
        { text: 'something else' },
      ],
      trail: [{ deed: 'note', by: { name: 'Kim' }, note: 'ask the developers', shown: false }],
      callbacks: [{ id: callback.id, place: 1 }],
      tried: [
        { asked: 'how do I reach you', answer: knowledge.entries[0]?.title },
        { asked: 'why is it slow', answer: null },
      ],
      transcript: { lines: [{ from: 'customer', text: 'saving takes ages <b>now</b>' }], cut: false },
    });
    expect(page.answers.map(({ id, part, value }: Record<string, string>) => [id, part, value])).toEqual([
      ['matter', 'grade', expect.any(String)],
      ['major-hard', 'grade', 'Yes'],
      ['example', 'evidence', 'REQ-1'],
      ['more', 'more', 'and the printer'],
    ]);
    expect(JSON.stringify(page)).not.toContain(opened.accessCode);
    expect((await kim.fetch('/desk/api/cases/FL-000000')).status).toBe(404);
  });

  it('marks a case that the customer added to until staff do something, and shows their words', async () => {
    const { number } = await openCase('a');
    const addition = { draftId: 'x', words: 'Server B, too.', files: ['b.png, image/png'], log: '' };
    await addToCase(server.store.cases, number, addition, { by: customer, at: clock, targets: ['built-in'] });
    expect((await get('board')).cases[0].added).toBe(clock.toISOString());
    expect((await get(`cases/${number}`)).trail).toMatchObject([
      {
        deed: 'add',
        by: { name: 'Customer' },
        note: 'Server B, too.',
        added: { files: ['b.png, image/png'] },
      },
    ]);
    await act(`cases/${number}`, { do: 'note', note: 'seen', shown: false });
    expect((await get('board')).cases[0].added).toBeNull();
  });

  it('gives the figures of the day and what nobody could answer', async () => {
    const entry = knowledge.entries[0]?.id ?? '';
    const answered = (answer: string) =>
      ({
        what: 'answered',
        answer,
        entry,
        shown: 'entry',
        certainty: 'sure',
        chosen: false,
        text: 'a',
      }) as const;
    const uses = [
      answered('1'),
      answered('2'),
      { what: 'rated', answer: '2', entry, helped: false, comment: 'no example', text: 'how is it set up' },
      { what: 'unanswered', near: null, text: 'does it run on a toaster' },
    ] as const;
    await server.store.feedback.append(uses.map((use) => ({ at: clock, owner: ola, use })));
    const { figures, gaps, timeZone } = await get('figures?timeZone=Europe/Berlin');
    expect(timeZone).toBe('Europe/Berlin');
    expect(figures).toMatchObject([
      {
        day: '2026-03-11',
        asked: 3,
        answered: { confirmed: 0, assumed: 1, refused: 1, passedOn: 0 },
        unanswered: 1,
        medianSecondsToCase: null,
        entries: [{ title: knowledge.entries[0]?.title, assumed: 1, refused: 1 }],
      },
    ]);
    expect(gaps.map(({ kind, texts }: { kind: string; texts: string[] }) => [kind, texts])).toEqual(
      expect.arrayContaining([
        ['unanswered', ['does it run on a toaster']],
        ['not-helped', ['how is it set up']],
      ]),
    );
    expect((await get('figures?timeZone=<script>')).timeZone).toBe('UTC');
    expect((await createVisitor(server.url).fetch('/desk/api/figures')).status).toBe(401);
  });

  it('says that a customer could not be told', async () => {
    const { number } = await openCase('a');
    await act(`cases/${number}`, { do: 'status', status: 'resolved' });
    const row = (await server.store.cases.undelivered()).find(({ target }) => target === 'customer');
    await server.store.cases.updateOutbox(row?.id ?? '', {
      state: 'dead',
      lastError: 'the conversation has ended',
    });
    expect((await get(`cases/${number}`)).untold).toEqual([
      { entry: 0, reason: 'the conversation has ended' },
    ]);
  });

  it('refuses in plain words what somebody else was quicker with, and shows how it stands', async () => {
    const { number } = await openCase('a');
    await act(`cases/${number}`, { do: 'claim' });
    expect(await act(`cases/${number}`, { do: 'claim' }, lee)).toMatchObject({
      status: 409,
      error: { message: 'Kim has it already.' },
      current: { claimedBy: { name: 'Kim' } },
    });
  });

  it('takes well-formed actions only, and says what is wrong with others', async () => {
    const { number } = await openCase('a');
    const wrong = [
      {},
      [],
      { do: 'explode' },
      { do: 'grade', priority: 'P1' },
      { do: 'grade', priority: 'P1', note: '   ' },
      { do: 'grade', priority: 'P5', note: 'x' },
      { do: 'note', note: 'x'.repeat(2001), shown: true },
      { do: 'status', status: 'gone' },
    ];
    for (const action of wrong) {
      const { status, error } = await act(`cases/${number}`, action);
      expect([status, error.message]).toEqual([400, expect.stringMatching(/./)]);
    }
    const form = await kim.fetch(`/desk/api/cases/${number}`, { method: 'POST', body: 'do=claim' });
    expect(form.status).toBe(415);
    const large = await kim.post(`/desk/api/cases/${number}`, {
      do: 'note',
      note: 'x'.repeat(20_000),
      shown: true,
    });
    expect(large.status).toBe(413);
    expect((await server.store.cases.findCase(number))?.trail).toBeUndefined();
    expect((await act('cases/FL-000000', { do: 'claim' })).status).toBe(404);
    expect((await act('callbacks/CB-000000', { do: 'ring' })).status).toBe(404);
  });

  it('tells open pages what has changed, until the session ends', async () => {
    const response = await kim.fetch('/desk/api/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let heard = '';
    let ended = false;
    const reading = (async () => {
      for await (const chunk of response.body ?? []) heard += new TextDecoder().decode(chunk as Uint8Array);
      ended = true;
    })();
    await waitUntil('the greeting', () => heard.includes('event: ready'));
    server.desk.announce('FL-4KX7TM');
    await waitUntil('the news', () => heard.includes('event: changed\ndata: {"subject":"FL-4KX7TM"}'));
    for (let n = 0; n < 7; n++) expect((await kim.fetch('/desk/api/events')).status).toBe(200);
    expect((await kim.fetch('/desk/api/events')).status).toBe(429);
    expect((await lee.fetch('/desk/api/events')).status).toBe(200);
    const began = performance.now();
    await server.desk.close();
    await reading;
    expect(ended).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  describe('with the simulated telephone', () => {
    it('rings, is answered, is taken by staff, and hung up', async () => {
      const { id } = await request('a', { kind: 'now' });
      await server.staff.onCallback(id, { do: 'ring' }, { id: 'telephone', name: 'Telephone' });
      expect(await get('phones')).toMatchObject([
        { id, phone: '+47 22 99 00 11', status: 'ringing', served: false },
      ]);
      expect(await act(`phones/${id}`, { do: 'answer' })).toMatchObject({ status: 200, id });
      expect((await get('board')).callbacks).toMatchObject([{ id, claimedBy: null }]);
      await act(`callbacks/${id}`, { do: 'claim' }, lee);
      expect(await get('phones')).toMatchObject([{ status: 'connected', served: true }]);
      await act(`phones/${id}`, { do: 'hang-up' });
      expect((await server.store.cases.findCallback(id))?.status).toBe('done');
    });

    it('is missed when it is declined, left in the queue, or not answered for half a minute', async () => {
      const ring = async (draftId: string) => {
        const { id } = await request(draftId);
        await act(`callbacks/${id}`, { do: 'ring' });
        return id;
      };
      const [declined, left, ignored] = [await ring('a'), await ring('b'), await ring('c')];
      await act(`phones/${declined}`, { do: 'decline' });
      await act(`phones/${left}`, { do: 'answer' });
      await act(`callbacks/${left}`, { do: 'release' });
      await act(`phones/${left}`, { do: 'hang-up' });
      const statusOf = async (id: string) => (await server.store.cases.findCallback(id))?.status;
      expect(await Promise.all([declined, left, ignored].map(statusOf))).toEqual([
        'no-answer',
        'no-answer',
        'ringing',
      ]);
      clock = new Date(clock.getTime() + 30_000);
      for (let n = 0; n < 50 && (await statusOf(ignored)) === 'ringing'; n++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await statusOf(ignored)).toBe('no-answer');
      expect((await server.store.cases.findCallback(ignored))?.trail?.at(-1)?.by.name).toBe('Telephone');
    });
  });
});

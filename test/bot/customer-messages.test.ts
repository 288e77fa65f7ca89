import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnectorAdapter } from '../../bot/channels/connector-channel.js';
import { createCustomerMessages } from '../../bot/channels/customer-messages.js';
import { readConfig } from '../../bot/config.js';
import { createWording } from '../../dialogs/wording.js';
import { type Delivery, type DeliveryPace, startDelivery } from '../../handoff/delivery.js';
import { createBuiltInDesk } from '../../handoff/desks/built-in.js';
import type { Desk } from '../../handoff/desks/desk.js';
import { createHandoff } from '../../handoff/handoff.js';
import { createStaff, type Staff } from '../../handoff/staff.js';
import type { Store } from '../../handoff/store/store.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from '../handoff/folder.js';
import { builtKnowledge } from '../support/built.js';
import { type Chat, openChat, texts } from '../support/direct-line-api.js';
import { type EchoServer, startEchoServer } from '../support/echo-server.js';

const kim = { id: 'kim@support.example', name: 'Kim' };
const embedded = (id: string) => ({
  channelId: 'directline',
  serviceUrl: 'urn:firstline:directline',
  conversation: { id, isGroup: false },
  user: { id: 'dl_ola' },
  bot: { id: 'firstline' },
});

describe('what staff do is told to the customer', () => {
  let knowledge: Knowledge;
  let server: EchoServer;
  let folder: StoreFolder;
  let store: Store;
  let staff: Staff;
  let customers: Desk;
  let delivery: Delivery;
  let chat: Chat;
  // It moves, since what is tried again is tried later.
  const now = () => new Date(noon.getTime() + performance.now());
  const deliver = (pace: Partial<DeliveryPace> = {}) =>
    startDelivery({
      store: store.cases,
      desks: new Map([
        ['built-in', createBuiltInDesk()],
        ['customer', customers],
      ]),
      now,
      log: folder.log,
      pace,
    });

  beforeAll(async () => {
    knowledge = await builtKnowledge();
    server = await startEchoServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    const say = createWording(knowledge.wording, knowledge.links);
    const connector = createConnectorAdapter(readConfig({}, { root: '/program', cwd: '/' }));
    customers = createCustomerMessages({
      say,
      directLine: server.line,
      connector,
      appId: '',
      states: store.state,
    });
    staff = createStaff({
      store: store.cases,
      targets: ['built-in'],
      customerTargets: ['customer'],
      now,
      log: folder.log,
    });
    delivery = deliver({ poll: 10, firstDelay: 10, longestDelay: 20 });
    chat = await openChat(server.url, 'dl_ola');
  });
  afterEach(async () => {
    await delivery.stop();
    await folder.remove();
  });

  const openCase = async (conversation: unknown = embedded(chat.id)) =>
    (await store.cases.addCase(caseDraft('a', { conversation }), noon, ['built-in'])).case.number;
  const request = async (kind: 'now' | 'queue') =>
    (
      await store.cases.addCallback(callbackDraft('c', { conversation: embedded(chat.id), kind }), noon, [
        'built-in',
      ])
    ).callback.id;
  /** Resolves when nothing is to be delivered any more, to what the chat shows after its greeting. */
  const heard = async (): Promise<readonly string[]> => {
    for (let tries = 0; (await store.cases.undelivered()).some(({ state }) => state === 'pending'); tries++) {
      if (tries > 500) throw new Error('Something was not delivered.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return texts(await chat.history()).slice(1);
  };

  it('a grade with its reason, a status, and notes that are meant for them, in the chat that the case came from', async () => {
    const number = await openCase();
    await staff.onCase(
      number,
      { do: 'grade', priority: 'P1', note: 'the [whole](http://x) site is down' },
      kim,
    );
    await staff.onCase(number, { do: 'note', note: 'check the log of Ola', shown: false }, kim);
    await staff.onCase(
      number,
      { do: 'status', status: 'waiting', note: 'Please send the log.', shown: true },
      kim,
    );
    expect(await heard()).toEqual([
      `News on your case **${number}**: support changed its priority from P2 to **P1**. Reason: “the \\[whole\\](http://x) site is down”`,
      `News on your case **${number}**: it is now **waiting for you**. Support writes: “Please send the log.”`,
    ]);
  });

  it('how a call goes, step by step', async () => {
    const id = await request('now');
    const said: string[] = [];
    for (const action of ['ring', 'answered', 'claim', 'done'] as const) {
      await staff.onCallback(id, { do: action }, kim);
      said.push((await heard()).slice(said.filter(Boolean).length).join());
    }
    expect(said).toEqual([
      'Your phone, +47 22 99 00 11, is ringing now.',
      expect.stringContaining('in the queue on the line'),
      '',
      expect.stringContaining('The call is over'),
    ]);
  });

  it('does not say that the phone rings when it no longer does', async () => {
    await delivery.stop();
    const id = await request('queue');
    for (const action of ['ring', 'missed'] as const) await staff.onCallback(id, { do: action }, kim);
    delivery = deliver();
    expect(await heard()).toEqual([expect.stringContaining('nobody answered')]);
  });

  it('but not what they did themselves', async () => {
    const id = await request('queue');
    const handoff = createHandoff({ store: store.cases, targets: ['built-in'], now });
    await handoff.changeCallback(ola, id, { phone: '+4722990012' });
    await handoff.cancelCallback(ola, id);
    expect(await heard()).toEqual([]);
    expect(await store.cases.undelivered()).toEqual([]);
  });

  it('once, however often it is delivered', async () => {
    const number = await openCase();
    await delivery.stop();
    await staff.onCase(number, { do: 'note', note: 'Hello.', shown: true }, kim);
    const row = (await store.cases.undelivered()).find(({ target }) => target === 'customer');
    const found = await store.cases.findCase(number);
    if (!row || !found) throw new Error('There is no row for the customer.');
    const deliver = () => customers.deliver(row, { kind: 'case', case: found }, AbortSignal.timeout(5_000));
    expect(await Promise.all([deliver(), deliver()])).toEqual([{ kind: 'delivered' }, { kind: 'delivered' }]);
    await chat.say('Thanks');
    await deliver();
    expect(texts(await chat.history()).filter((text) => text.includes('Hello.'))).toHaveLength(1);
  });

  it('not in a conversation that has ended: that is given up and left for staff to see', async () => {
    const number = await openCase(embedded('gone'));
    await staff.onCase(number, { do: 'status', status: 'resolved' }, kim);
    await heard();
    expect(await store.cases.undelivered()).toMatchObject([
      { target: 'customer', state: 'dead', attempts: 1, lastError: expect.stringContaining('has ended') },
    ]);
  });

  it('not to somebody who was forgotten', async () => {
    const number = await openCase(null);
    await staff.onCase(number, { do: 'status', status: 'resolved' }, kim);
    await heard();
    expect(await store.cases.undelivered()).toEqual([]);
  });

  describe('through a channel service', () => {
    let service: Server;
    const received: { readonly path: string; readonly body: { readonly text: string } }[] = [];
    let answers: number[] = [];

    beforeAll(async () => {
      service = createServer(async (incoming, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk);
        const status = answers.shift() ?? 201;
        if (status < 300)
          received.push({ path: incoming.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
        response.statusCode = status;
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ id: 'sent' }));
      }).listen(0, '127.0.0.1');
      await once(service, 'listening');
    });
    beforeEach(() => {
      received.length = 0;
      answers = [];
    });
    afterAll(() => {
      service.closeAllConnections();
      service.close();
    });

    const elsewhere = (conversation: object) => ({
      channelId: 'msteams',
      serviceUrl: `http://127.0.0.1:${(service.address() as AddressInfo).port}/`,
      conversation,
      user: { id: 'u1' },
      bot: { id: 'b1' },
    });

    it('they are written to in their personal chat', async () => {
      const number = await openCase(elsewhere({ id: 'personal', conversationType: 'personal' }));
      await staff.onCase(number, { do: 'status', status: 'resolved' }, kim);
      await heard();
      expect(received).toMatchObject([
        {
          path: expect.stringMatching('^/v3/conversations/personal/activities'),
          body: { text: expect.stringContaining(number) },
        },
      ]);
      expect(await store.cases.undelivered()).toEqual([]);
    });

    it.each([
      { conversationType: 'groupChat', isGroup: true },
      { conversationType: 'channel' },
      // A conversation of Teams that does not say may be any.
      {},
    ])('where others may read along, neither case nor news is named: %j', async (kind) => {
      const number = await openCase(elsewhere({ id: 'group', ...kind }));
      await staff.onCase(number, { do: 'grade', priority: 'P1', note: 'secret' }, kim);
      await heard();
      expect(received).toHaveLength(1);
      expect(received[0]?.body.text).not.toMatch(/FL-|P1|secret/);
    });

    it('a message that was refused for now is sent later, one that is refused for good is given up', async () => {
      const number = await openCase(elsewhere({ id: 'personal', conversationType: 'personal' }));
      answers = [429];
      await staff.onCase(number, { do: 'status', status: 'resolved' }, kim);
      await heard();
      expect(received).toHaveLength(1);
      answers = [403];
      await staff.onCase(number, { do: 'status', status: 'closed' }, kim);
      await heard();
      expect(received).toHaveLength(1);
      expect((await store.cases.undelivered()).map(({ state }) => state)).toEqual(['dead']);
    });
  });
});

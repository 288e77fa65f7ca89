import { type ConversationReference, TurnContext } from 'botbuilder';
import { type Chat, openChat, texts } from '../support/direct-line-api.js';
import { type EchoServer, startEchoServer } from '../support/echo-server.js';

describe('the bot on Direct Line', () => {
  let server: EchoServer;
  let chat: Chat;
  let reference: Partial<ConversationReference>;
  let logic: (context: TurnContext) => Promise<void> = async () => {};

  beforeAll(async () => {
    server = await startEchoServer({
      logic: async (context) => {
        reference = TurnContext.getConversationReference(context.activity);
        if (context.activity.type === 'message') await logic(context);
      },
    });
  });
  beforeEach(async () => {
    chat = await openChat(server.url);
  });
  afterAll(() => server.close());

  const history = async () => (await chat.history()).body.activities;

  it('gets the ids of what it sends, which the client sees', async () => {
    let ids: (string | undefined)[] = [];
    logic = async (context) => {
      const sent = await context.sendActivities([
        { type: 'message', text: 'one' },
        { type: 'message', text: 'two' },
      ]);
      ids = sent.map((response) => response?.id);
    };
    await chat.say('hi');
    const [, one, two] = await history();
    expect([one.id, two.id]).toEqual(ids);
  });

  it('sends no traces, and waits where it says so', async () => {
    let waited = 0;
    logic = async (context) => {
      const from = performance.now();
      await context.sendActivities([
        { type: 'trace', name: 'inner' },
        { type: 'delay', value: 50 },
        { type: 'message', text: 'done' },
      ]);
      waited = performance.now() - from;
    };
    await chat.say('hi');
    expect(texts(await chat.history())).toEqual(['hi', 'done']);
    expect(waited).toBeGreaterThanOrEqual(45);
  });

  it('offers its suggestions to whoever reads, and tells nothing that is only its own', async () => {
    logic = async (context) => {
      await context.sendActivity({ text: 'Choose', suggestedActions: { to: ['somebody'], actions: [] } });
    };
    await chat.say('hi');
    const [, reply] = await history();
    expect(reply.suggestedActions).toEqual({ to: [], actions: [] });
    for (const own of ['serviceUrl', 'recipient', 'callerId']) expect(reply).not.toHaveProperty(own);
  });

  it('changes and deletes what it has said, in its place', async () => {
    logic = async (context) => {
      const [first, second] = await context.sendActivities([
        { type: 'message', text: 'first' },
        { type: 'message', text: 'second' },
      ]);
      await context.updateActivity({ type: 'message', id: first?.id ?? '', text: 'changed' });
      await context.deleteActivity(second?.id ?? '');
    };
    await chat.say('hi');
    const all = await history();
    const latest = new Map(all.map((activity: { readonly id: string }) => [activity.id, activity]));
    expect([...latest.values()]).toMatchObject([
      { text: 'hi' },
      { type: 'message', text: 'changed' },
      { type: 'messageDelete' },
    ]);
    expect(all[3].timestamp).toBe(all[1].timestamp);
  });

  it('cannot change what the customer has said', async () => {
    logic = async (context) => {
      await context.updateActivity({ type: 'message', id: context.activity.id ?? '', text: 'never said' });
    };
    await chat.say('hi');
    expect(texts(await chat.history())).toEqual(['hi']);
  });

  it('writes to a customer unasked', async () => {
    logic = async () => {};
    await chat.say('hi');
    await server.adapter.continueConversationAsync('', reference, async (context: TurnContext) => {
      await context.sendActivity('Your case was solved');
    });
    const [mine, unasked] = await history();
    expect(unasked).toMatchObject({
      text: 'Your case was solved',
      from: { role: 'bot' },
      replyToId: mine.id,
    });
  });
});

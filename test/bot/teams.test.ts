import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { pino } from 'pino';
import { createConnector } from '../../bot/channels/connector.js';
import { ConnectorAdapter } from '../../bot/channels/connector-adapter.js';
import { createComposeSearch } from '../../bot/channels/teams/compose-search.js';
import { withInvokes } from '../../bot/channels/teams/invokes.js';
import type { Rating } from '../../bot/ratings.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { createServer, type HttpServer } from '../../bot/server.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { cardMistakes } from '../support/card-rules.js';
import { type Office, openOffice } from '../support/conversation.js';
import { call } from '../support/direct-line-api.js';
import { root } from '../support/root.js';
import { startTeamsService, type TeamsService } from '../support/teams-service.js';

let knowledge: Knowledge;
let recognizer: Recognizer;
let teams: TeamsService;
let office: Office;
let server: HttpServer;
let url: string;
let ratings: Rating[];

beforeAll(async () => {
  knowledge = await builtKnowledge();
  recognizer = await builtRecognizer(knowledge);
}, 60_000);
afterAll(async () => await recognizer.close());

beforeEach(async () => {
  ratings = [];
  teams = await startTeamsService();
  office = await openOffice({ knowledge, recognizer });
  const logic = withInvokes(office.bot, {
    search: createComposeSearch(office.services()),
    onFeedback: async (rating) => {
      ratings.push(rating);
      await office.rate(rating);
    },
  });
  const connector = createConnector({
    adapter: new ConnectorAdapter(new ConfigurationBotFrameworkAuthentication({})),
    logic,
    serviceUrls: { hosts: [], loopback: true },
    channels: ['msteams'],
  });
  server = createServer({
    pages: { html: '', files: new Map() },
    services: [connector],
    health: async () => ({ ready: true }),
    logger: pino({ level: 'silent' }),
  });
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/messages`;
});
afterEach(async () => {
  await server.close();
  await teams.close();
  await office.close();
});

/** An activity as Teams sent it, with what a test changes. */
const recorded = (name: string, change: object = {}): Record<string, unknown> => ({
  ...JSON.parse(readFileSync(join(root, 'test/fixtures/teams', `${name}.json`), 'utf8')),
  ...change,
  serviceUrl: teams.url,
});

type Sent = TeamsService['sent'][number];

/** Delivers an activity; resolves to what the bot sent for it, once it was seen to be valid. */
async function deliver(activity: Record<string, unknown>): Promise<readonly Sent[]> {
  const before = teams.sent.length;
  const { status } = await call('POST', url, { body: activity });
  expect(status).toBe(200);
  const sent = teams.sent.slice(before);
  for (const { suggestedActions, attachments = [], entities } of sent) {
    // Teams drops these outside personal chats.
    expect(suggestedActions).toBeUndefined();
    for (const { content } of attachments) expect(cardMistakes(content)).toEqual([]);
    expect(JSON.stringify(entities ?? [])).not.toContain('AIGeneratedContent');
  }
  return sent;
}

const say = (text: string, change: object = {}) =>
  deliver(recorded('message', { id: randomUUID(), text, ...change }));

interface Submit {
  readonly type: string;
  readonly title: string;
  readonly data: Record<string, string>;
}

/** Every button of the messages, those of single lines too. */
function buttonsOf(sent: readonly Sent[]): readonly Submit[] {
  const found: Submit[] = [];
  JSON.stringify(sent, (_key, value) => {
    if (value?.type === 'Action.Submit') found.push(value);
    return value;
  });
  return found;
}

const titlesOf = (sent: readonly Sent[]) => buttonsOf(sent).map(({ title }) => title);

/** Clicks a button as Teams delivers it: the data as value, the words as text. */
async function press(sent: readonly Sent[], title: string, change: object = {}): Promise<readonly Sent[]> {
  const button = buttonsOf(sent).find((one) => one.title === title);
  if (button === undefined) throw new Error(`There is no button "${title}" among ${titlesOf(sent)}`);
  return await deliver(
    recorded('card-submit', { id: randomUUID(), text: undefined, value: button.data, ...change }),
  );
}

/** All words of the messages and their cards. */
function wordsOf(sent: readonly Partial<Activity>[]): string {
  const words: string[] = [];
  for (const { text, attachments } of sent) {
    if (text) words.push(text);
    JSON.stringify(attachments ?? [], (key, value) => {
      if (key === 'text' || key === 'title') words.push(value);
      return value;
    });
  }
  return words.join('\n');
}

const grading = ['Yes', 'No', 'No', 'No', 'Yes'];
const report =
  'The approval workflow in Service Manager 2024.3 is stuck since the update, we have to push each request through by hand. Ola Berg, ola.berg@example.org, +47 22 99 00 11';

/** Up to the summary card of a P2; also what was sent before it. */
async function toSummary(): Promise<{ readonly first: readonly Sent[]; readonly summary: readonly Sent[] }> {
  const first = await say(report);
  let sent = first;
  for (const choice of grading) sent = await press(sent, choice);
  sent = await say("that's all");
  if (wordsOf(sent).includes('What is your name')) sent = await say('Ola Berg');
  return { first, summary: sent };
}

describe('in Teams', () => {
  it('a message is answered with its source, a table as a table, and thumbs', async () => {
    const [answer, ...more] = await deliver(recorded('message', { text: 'What each level includes' }));
    expect(more).toEqual([]);
    expect(answer?.text).toMatch(/Source: .*\[1\]$/);
    expect(answer?.entities).toMatchObject([
      {
        type: 'https://schema.org/Message',
        citation: [
          { position: 1, appearance: { name: 'What each level includes', abstract: expect.any(String) } },
        ],
      },
    ]);
    expect(answer?.channelData).toEqual({ feedbackLoop: { type: 'default' } });
    expect(JSON.stringify(answer?.attachments)).toContain('"type":"Table"');
    expect(wordsOf(answer ? [answer] : [])).toContain('Technical Contacts');
    expect(answer?.replyToId).toBe('1773225000123');
  });

  it('hello is said once, although an installation is told in two ways', async () => {
    const hello = await deliver(recorded('install'));
    expect(wordsOf(hello)).toContain('I am the support assistant');
    expect(titlesOf(hello)).toContain('Report a problem');
    expect(await deliver(recorded('members-added'))).toEqual([]);
    expect(await deliver(recorded('install', { id: 'again', action: 'add-upgrade' }))).toEqual([]);
  });

  it('hello is said to no new member of a team, and again after the app was removed', async () => {
    await deliver(recorded('install'));
    const joined = [{ id: '29:somebody-else' }];
    expect(await deliver(recorded('members-added', { membersAdded: joined }))).toEqual([]);
    await deliver(recorded('install', { id: 'gone', action: 'remove' }));
    expect(wordsOf(await deliver(recorded('install', { id: 'back' })))).toContain(
      'I am the support assistant',
    );
  });

  it('an incident is taken by clicks alone, and each line of the summary has its button', async () => {
    const { summary } = await toSummary();
    expect(summary).toHaveLength(1);
    expect(wordsOf(summary)).toMatch(/Proposed priority: P2[\s\S]*What happens next/);
    expect(titlesOf(summary)).toEqual(
      expect.arrayContaining(['Change: Product', 'Change: Version', 'Change: E-mail', 'Create the case']),
    );
    const changed = await press(summary, 'Change: Version');
    expect(wordsOf(changed)).toContain('Which version');
    const again = await say('2024.4');
    const created = await press(again, 'Create the case');
    const [opened, ...others] = await office.cases();
    expect(others).toEqual([]);
    expect(wordsOf(created)).toContain(`Case ${opened?.number}`);
    expect(opened).toMatchObject({
      priority: 'P2',
      version: '2024.4',
      owner: {
        channel: 'msteams',
        tenant: '72f988bf-86f1-41af-91ab-2d7cd011db47',
        id: 'c5e99701-2a32-49c1-a660-4629ceeb8c61',
      },
      conversation: {
        channelId: 'msteams',
        serviceUrl: teams.url,
        conversation: {
          id: 'a:1pL6i0oY3C0K8oAj8pCz9bBv7nW2mXqR4tYuI5oP',
          conversationType: 'personal',
          tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
        },
        bot: { id: '28:11111111-2222-4333-8444-555555555555' },
      },
    });
    const call = await press(created, "Call me as soon as you're available");
    const ask = await press(call, 'Yes, that number');
    expect(titlesOf(ask)).toContain('Request the callback');
    expect(wordsOf(await press(ask, 'Request the callback'))).toContain('Place in the queue');
    expect(await office.callbacks()).toMatchObject([{ phone: '+4722990011', caseNumber: opened?.number }]);
  }, 30_000);

  it('a late click is told so, and the open step comes again', async () => {
    const { first, summary } = await toSummary();
    const late = await press(first, 'No');
    expect(wordsOf(late)).toContain('out of date');
    expect(titlesOf(late)).toContain('Create the case');
    const asked = await press(summary, 'Change: Version');
    expect(wordsOf(await press(summary, 'Create the case'))).toMatch(/out of date[\s\S]*Which version/);
    expect(titlesOf(asked)).not.toContain('Create the case');
    await say('2024.4');
    // That card shows the version from before.
    expect(wordsOf(await press(summary, 'Create the case'))).toContain('out of date');
    expect(await office.cases()).toEqual([]);
  }, 30_000);

  it('a case is created once, however often and under whatever id the click is delivered', async () => {
    const { first, summary } = await toSummary();
    const id = randomUUID();
    const created = await press(summary, 'Create the case', { id });
    expect(created.length).toBeGreaterThan(0);
    expect(await press(summary, 'Create the case', { id })).toEqual([]);
    const [number] = (await office.cases()).map((one) => one.number);
    expect(wordsOf(await press(summary, 'Create the case'))).toContain(`created already: ${number}`);
    expect(wordsOf(await press(first, 'Yes'))).toContain(`created already: ${number}`);
    expect(await office.cases()).toHaveLength(1);
  }, 30_000);

  it('a button of an answer goes on working: it is words as if typed', async () => {
    const answer = await say('how many technical contacts do we get with Enhanced?');
    await say('Which support levels exist?');
    const more = await press(answer, 'Show all: What each level includes');
    expect(JSON.stringify(more)).toContain('"type":"Table"');
  });

  it('a value that Teams sends as text counts the same; an invented one does not', async () => {
    const ask = await say(report);
    const [yes] = buttonsOf(ask).filter(({ title }) => title === 'Yes');
    const next = await press(ask, 'Yes', { text: 'Yes', value: JSON.stringify(yes?.data) });
    expect(wordsOf(next)).toContain('large part');
    for (const value of [{ do: 'confirm', draft: 'x' }, { unknown: 1 }, ['x'], { step: {}, draft: 7 }]) {
      const sent = await deliver(recorded('card-submit', { id: randomUUID(), text: undefined, value }));
      expect(wordsOf(sent)).toContain('out of date');
    }
    expect(await office.cases()).toEqual([]);
  });

  it('an edited message has no second effect, nor has one that is delivered again', async () => {
    await deliver(recorded('message'));
    expect(await deliver(recorded('message'))).toEqual([]);
    expect(await deliver(recorded('edited'))).toEqual([]);
  });

  it('a mention in a channel is answered in its thread, without the name of the bot', async () => {
    const [answer, ...more] = await deliver(recorded('channel-mention'));
    expect(more).toEqual([]);
    expect(answer?.text).toContain('Technical Contacts: 8 (Enhanced)');
    expect(answer?.to).toBe('19:8d1f0c5e2b7a4e6f9c3d@thread.tacv2;messageid=1773225000000');
  });

  it.each([
    ['a channel', { conversationType: 'channel', isGroup: true }],
    ['a group chat', { conversationType: 'groupChat', isGroup: true }],
    ['a channel that does not say it is a group', { conversationType: 'channel' }],
  ])('in %s nothing is said of cases, by words or by clicks', async (_name, kind) => {
    const owner = {
      channel: 'msteams',
      tenant: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      id: 'c5e99701-2a32-49c1-a660-4629ceeb8c61',
    };
    const { number } = await office.open(owner, 'P1', 'before');
    const conversation = { id: '19:other@thread.tacv2', tenantId: owner.tenant, ...kind };
    for (const text of ['status of my cases', number, 'Report a problem', 'what do you know about me']) {
      const sent = await deliver(recorded('channel-mention', { id: randomUUID(), text, conversation }));
      expect(wordsOf(sent)).toContain('personal chat');
      expect(wordsOf(sent)).not.toContain('core server');
      expect(JSON.stringify(sent)).toContain('https://teams.microsoft.com/l/chat/0/0?users=28:11111111');
    }
    const offer = await deliver(recorded('channel-mention', { conversation }));
    for (const title of titlesOf(offer).filter((one) => one.startsWith('Call me'))) {
      expect(wordsOf(await press(offer, title, { conversation }))).toContain('personal chat');
    }
    expect(wordsOf(await say('status of my cases'))).toContain(number);
  });

  it('what Teams writes as HTML is read as it was typed', async () => {
    await say('open a case');
    const sent = await say('The console of Avalanche shows &lt;no data&gt; &amp; closes');
    expect(JSON.stringify(sent)).not.toContain('&lt;');
  });
});

describe('what Teams asks for', () => {
  const ask = (activity: Record<string, unknown>) => call('POST', url, { body: activity });
  const search = (value: unknown) => ask(recorded('search', { value }));
  const searching = (query: string, queryOptions: object = {}) =>
    search({ commandId: 'searchAnswers', parameters: [{ name: 'query', value: query }], queryOptions });

  it('a search gives answers as cards without buttons that need the bot', async () => {
    const { status, body } = await ask(recorded('search'));
    expect(status).toBe(200);
    const { type, attachments } = body.composeExtension;
    expect([type, attachments[0].preview.content.title]).toEqual(['result', 'Business hours']);
    for (const { content, preview } of attachments) {
      expect(cardMistakes(content)).toEqual([]);
      expect(JSON.stringify(content)).toContain('Source: ');
      expect(JSON.stringify(content)).not.toContain('Action.Submit');
      expect(preview.content.text.length).toBeLessThanOrEqual(160);
    }
    expect(teams.sent).toEqual([]);
  });

  it('every entry of the document is found page by page where nothing was typed', async () => {
    const titles: string[] = [];
    for (let skip = 0; ; skip += 10) {
      const { body } = await search({
        commandId: 'searchAnswers',
        parameters: [{ name: 'initialRun', value: 'true' }],
        queryOptions: { skip, count: 25 },
      });
      const { attachments = [] } = body.composeExtension;
      if (attachments.length === 0) break;
      expect(attachments.length).toBeLessThanOrEqual(10);
      for (const { content } of attachments) expect(cardMistakes(content)).toEqual([]);
      titles.push(
        ...attachments.map((one: { preview: { content: { title: string } } }) => one.preview.content.title),
      );
    }
    expect(titles).toEqual(knowledge.entries.map(({ title }) => title));
  });

  it('a search without a result says so', async () => {
    const { body } = await searching('zzzz qqqq xxxx');
    expect(body.composeExtension).toEqual({
      type: 'message',
      text: expect.stringContaining('Nothing found'),
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'searchAnswers'],
    ['another command', { commandId: 'deleteAll', parameters: [] }],
    ['parameters that are none', { commandId: 'searchAnswers', parameters: 'query' }],
    [
      'too many parameters',
      { commandId: 'searchAnswers', parameters: Array.from({ length: 99 }, () => ({ name: 'query' })) },
    ],
  ])('a search of %s is refused', async (_name, value) => {
    expect((await search(value)).status).toBe(400);
  });

  it('odd paging and a very long query do no harm', async () => {
    for (const options of [{ skip: -1, count: 1e9 }, { skip: 'x' }, { count: 0 }])
      expect((await searching('business hours', options)).status).toBe(200);
    expect((await searching('hours '.repeat(10_000))).status).toBe(200);
  });

  it('a rating is handed on with its message, its owner and the comment, secrets masked', async () => {
    expect((await ask(recorded('feedback'))).status).toBe(200);
    expect(ratings).toMatchObject([
      {
        activityId: '1773225001000',
        conversationKey: 'conversation/msteams/a:1pL6i0oY3C0K8oAj8pCz9bBv7nW2mXqR4tYuI5oP',
        helped: false,
        user: { owner: { channel: 'msteams', id: 'c5e99701-2a32-49c1-a660-4629ceeb8c61' } },
      },
    ]);
    expect(ratings[0]?.comment).toContain('It does not name my level');
    expect(ratings[0]?.comment).not.toContain('hunter2secret');
  });

  it('a rating is about the answer below which it was given', async () => {
    const before = teams.sent.length;
    await say('how many technical contacts do we get with Enhanced?');
    const rated = `${1773300000000 + before + 1}`;
    await say('Which holidays are there?');
    await ask(recorded('feedback', { replyToId: rated }));
    const uses = (await office.uses()).map(({ use }) => use);
    expect(uses.filter(({ what }) => what === 'rated')).toMatchObject([
      { entry: expect.stringContaining('entitlements'), helped: false },
    ]);
  });

  it.each([
    [{ actionName: 'feedback', actionValue: { reaction: 'like' } }, 200],
    [{ actionName: 'feedback', actionValue: { reaction: 'like', feedback: 'plain words' } }, 200],
    [{ actionName: 'feedback', actionValue: { reaction: 'like', feedback: '[1]' } }, 200],
    [{ actionName: 'feedback', actionValue: { reaction: 'love' } }, 400],
    [{ actionName: 'other' }, 400],
    [undefined, 400],
  ])('a rating of %j is answered with %s', async (value, status) => {
    expect((await ask(recorded('feedback', { value }))).status).toBe(status);
    expect(ratings).toHaveLength(status === 200 ? 1 : 0);
  });

  it('anything else is not implemented', async () => {
    expect((await ask(recorded('search', { name: 'task/fetch' }))).status).toBe(501);
  });
});

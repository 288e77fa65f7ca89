import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity, SuggestedActions } from 'botbuilder';
import { pino } from 'pino';
import { type Bot, createBot } from '../../bot/bot.js';
import { DirectLineAdapter } from '../../bot/channels/directline/adapter.js';
import { createRatings, type Ratings } from '../../bot/ratings.js';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { createDialogs } from '../../dialogs/dialogs.js';
import type { Services } from '../../dialogs/services.js';
import { createWording } from '../../dialogs/wording.js';
import type { Callback, Case, CaseStatus, Owner } from '../../handoff/case.js';
import { createEmbeddedDirectory } from '../../handoff/directory.js';
import { createDrafts } from '../../handoff/drafts.js';
import { createFeedback, type Feedback } from '../../handoff/feedback.js';
import { createHandoff } from '../../handoff/handoff.js';
import { createPrivacy } from '../../handoff/privacy.js';
import { openStore } from '../../handoff/store/open.js';
import type { NotedUse, Store } from '../../handoff/store/store.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { createTypeahead } from '../../knowledge/search/suggest.js';
import type { Priority } from '../../policy/priority.js';

/** What the bot said to one message. */
export interface Said {
  /** All replies, joined. */
  readonly text: string;
  /** The buttons of the last reply. */
  readonly buttons: readonly string[];
}

/** A bot with a store of its own in a temporary folder, talked to in process, its clock in the test's hand. */
export interface Office {
  /** Joins a new conversation as this user. */
  readonly talk: (user: string, conversation?: string) => Talk;
  /** A case of this customer from before, as another conversation left it. */
  readonly open: (owner: Owner, priority: Priority | null, draftId: string) => Promise<Case>;
  /** The bot itself and what it works with, for a channel of the test's own. */
  readonly bot: Bot;
  readonly services: () => Services;
  readonly rate: Ratings['rate'];
  /** As staff do, without telling the customer. */
  readonly setStatus: (number: string, status: CaseStatus) => Promise<void>;
  readonly cases: () => Promise<readonly Case[]>;
  readonly callbacks: () => Promise<readonly Callback[]>;
  /** How the bot was used, in order. */
  readonly uses: () => Promise<readonly NotedUse[]>;
  /** From now on every read of stored state fails with this error; undefined mends it. */
  readonly break: (error: Error | undefined) => void;
  readonly setClock: (instant: Date) => void;
  /** As after a deployment or a crash: everything anew but the store. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What comes along with a message: parts of the activity, the tenant that vouches for the sender, and whether others read along. */
export type Sending = Partial<Activity> & { readonly tenant?: string; readonly group?: boolean };

export interface Talk {
  readonly say: (text: string, more?: Sending) => Promise<Said>;
  /** Clicks a button of the last reply by its title; throws when there is none. */
  readonly press: (title: string) => Promise<Said>;
  /** Clicks it twice at once, as an impatient customer does. */
  readonly pressTwice: (title: string) => Promise<readonly [Said, Said]>;
  readonly last: () => Said;
}

export interface OfficeParts {
  readonly knowledge: Knowledge;
  readonly recognizer: Recognizer;
  readonly now?: Date;
}

export async function openOffice({ knowledge, recognizer, now: start }: OfficeParts): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-office-'));
  const log = pino({ level: 'silent' });
  let clock = start ?? new Date('2026-03-11T10:30:00Z');
  const now = (): Date => clock;
  const sent: Partial<Activity>[] = [];
  const adapter = new DirectLineAdapter({
    post: async (_conversation, activities) => {
      sent.push(...activities);
      return activities.map(() => randomUUID());
    },
    replace: async () => undefined,
  });
  let store: Store;
  let bot: Bot;
  let services: Services;
  let feedback: Feedback;
  let ratings: Ratings;
  let broken: Error | undefined;
  const open = async (): Promise<void> => {
    store = await openStore(`file:${folder}`, { now, log });
    feedback = createFeedback({ store, now, log });
    const handoff = createHandoff({ store: store.cases, targets: ['built-in'], now });
    const say = createWording(knowledge.wording, knowledge.links);
    services = {
      knowledge,
      handoff,
      directory: createEmbeddedDirectory(knowledge.rules.customers),
      privacy: createPrivacy({ ...store, feedback }, 90),
      drafts: createDrafts(store.state, now),
      recognise: (text: string) => recognizer.recognize(text),
      say,
      suggest: createTypeahead(knowledge.entries),
      now,
      newId: randomUUID,
    };
    const { state } = store;
    const read: typeof state.read = async (key) => {
      if (broken) throw broken;
      return await state.read(key);
    };
    ratings = createRatings({ states: store.state, feedback });
    bot = createBot({
      services,
      dialogs: createDialogs(services),
      recognizer,
      states: { ...state, read },
      feedback,
      ratings,
      log,
    });
  };
  await open();

  const talk = (user: string, conversation: string = randomUUID()): Talk => {
    let last: Said & { readonly actions: SuggestedActions['actions'] } = {
      text: '',
      buttons: [],
      actions: [],
    };
    const say = async (text: string, { tenant, group = false, ...more }: Sending = {}): Promise<Said> => {
      const id = more.id ?? randomUUID();
      const before = sent.length;
      const address = {
        channelId: 'directline',
        serviceUrl: 'urn:test',
        conversation: {
          id: conversation,
          isGroup: group,
          conversationType: group ? 'groupChat' : 'personal',
          name: '',
          ...(tenant ? { tenantId: tenant } : {}),
        },
        from: { id: user, name: user },
        recipient: { id: 'bot', name: 'bot' },
      };
      await adapter.processActivity({ type: 'message', text, ...address, ...more, id }, bot);
      const messages = sent
        .slice(before)
        .filter(({ type, replyToId }) => type === 'message' && replyToId === id);
      const actions = messages.at(-1)?.suggestedActions?.actions ?? [];
      last = {
        text: messages.map((one) => one.text ?? '').join('\n\n'),
        buttons: actions.map(({ title }) => title),
        actions,
      };
      return last;
    };
    const press = async (title: string): Promise<Said> => {
      const action = last.actions.find((one) => one.title === title);
      if (!action) throw new Error(`There is no button "${title}" among: ${last.buttons.join(' | ')}`);
      return typeof action.value === 'string'
        ? await say(action.value)
        : await say(action.text ?? '', { value: action.value });
    };
    return {
      say,
      press,
      pressTwice: async (title) => await Promise.all([press(title), press(title)]),
      last: () => last,
    };
  };

  return {
    talk,
    open: async (owner, priority, draftId) => {
      const contact = { name: 'Ola Berg', email: 'ola.berg@example.org', phone: '' };
      const opened = await store.cases.addCase(
        {
          draftId,
          owner,
          conversation: null,
          priority,
          criterion: null,
          product: 'Service Manager',
          version: '2024.3',
          description: 'The core server is down',
          firstMessage: 'The core server is down',
          contact,
          answers: contact,
          notes: [],
          related: [],
        },
        clock,
        [],
      );
      return opened.case;
    },
    bot: async (context) => await bot(context),
    services: () => services,
    rate: async (rating) => await ratings.rate(rating),
    setStatus: async (number, status) => void (await store.cases.updateCase(number, { status }, clock, [])),
    cases: () => store.cases.listCases(),
    callbacks: () => store.cases.listCallbacks(),
    uses: async () => {
      await feedback.settled();
      return await store.feedback.list();
    },
    break: (error) => {
      broken = error;
    },
    setClock: (instant) => {
      clock = instant;
    },
    restart: async () => {
      await feedback.settled();
      await store.close();
      await open();
    },
    close: async () => {
      await feedback.settled();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

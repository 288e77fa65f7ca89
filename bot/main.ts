import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createDialogs } from '../dialogs/dialogs.js';
import { createWording } from '../dialogs/wording.js';
import { startDelivery } from '../handoff/delivery.js';
import { createEmbeddedDirectory } from '../handoff/directory.js';
import { createDrafts } from '../handoff/drafts.js';
import { createFeedback } from '../handoff/feedback.js';
import { createPrivacy } from '../handoff/privacy.js';
import { startRetention } from '../handoff/retention.js';
import { openStore } from '../handoff/store/open.js';
import { checkRules } from '../knowledge/check-rules.js';
import { describeFinding } from '../knowledge/finding.js';
import { createTypeahead } from '../knowledge/search/suggest.js';
import { createBot } from './bot.js';
import { openCaseWork } from './case-work.js';
import { createConnectorAdapter, createConnectorChannel } from './channels/connector-channel.js';
import { createCustomerMessages } from './channels/customer-messages.js';
import { DirectLineAdapter } from './channels/directline/adapter.js';
import { createDirectLine } from './channels/directline/directline.js';
import { createComposeSearch } from './channels/teams/compose-search.js';
import { withInvokes } from './channels/teams/invokes.js';
import type { Config } from './config.js';
import { customerTarget } from './desks.js';
import { openFaq } from './faq/faq.js';
import { createLog } from './log.js';
import { openKnowledge } from './open-knowledge.js';
import { ownSecret } from './own-secret.js';
import { loadPages } from './pages.js';
import { createRatings } from './ratings.js';
import { openRecognizer } from './recognizer/open.js';
import { createServer } from './server.js';
import { untilStoreAnswers } from './until-store-answers.js';
import { loadWidget } from './widget.js';

/** The program while it runs. */
export interface Program {
  readonly port: number;
  /** Path of a one-time link for staff; undefined where they sign in otherwise. */
  readonly signInPath: string | undefined;
  readonly close: () => Promise<void>;
}

/** Puts the program together and starts it. Rejects with a message for the operator when something it needs is missing. */
export async function start(config: Config, onTraining?: () => void): Promise<Program> {
  const log = createLog(config.logLevel);
  const now = createClock(config.startAt);

  const opened = await openKnowledge(config, log, onTraining);
  const { knowledge } = opened;
  for (const finding of checkRules(knowledge.rules, now())) log.warn(describeFinding(finding));
  // First of all, as its thread makes itself ready beside all that follows.
  const recognizer = await openRecognizer(config, opened, log);
  const store = await openStore(config.storeUrl, { now, log });
  await untilStoreAnswers(store, config, log);
  const states = store.state;
  const kept = await ownSecret(states, log);
  const secret = config.directLineSecret ?? kept;

  const feedback = createFeedback({ store, now, log });
  const retention = startRetention({ store, days: config.retentionDays, now, log });

  const say = createWording(knowledge.wording, knowledge.links);
  // Not the operator's secret for chats: web sites that make tokens for their visitors have it, too.
  const work = await openCaseWork({ config, store, knowledge, say, secret: kept, now, log });
  const services = {
    knowledge,
    handoff: work.handoff,
    directory: createEmbeddedDirectory(knowledge.rules.customers),
    privacy: createPrivacy({ ...store, feedback }, config.retentionDays),
    drafts: createDrafts(states, now),
    recognise: (text: string) => recognizer.recognize(text),
    say,
    suggest: createTypeahead(knowledge.entries),
    now,
    newId: randomUUID,
  };
  const ratings = createRatings({ states, feedback });
  const dialogs = createDialogs(services);
  const bot = createBot({ services, dialogs, recognizer, states, feedback, ratings, log });
  const teams = withInvokes(bot, {
    search: createComposeSearch(services),
    onFeedback: async (rating) => void (await ratings.rate(rating)),
  });

  const directLine = createDirectLine({
    secret,
    log: store.log,
    receive: (activity) => adapter.processActivity(activity, bot),
    now,
    logger: log,
    allowedOrigins: config.allowedOrigins,
    behindProxy: config.behindProxy,
  });
  const adapter = new DirectLineAdapter(directLine);
  store.watch(({ what, id }) => (what === 'conversation' ? directLine.wake(id) : work.desk.announce(id)));
  const connector = createConnectorAdapter(config);
  const appId = config.app?.id ?? '';
  const customers = createCustomerMessages({ say, directLine, connector, appId, states });
  const delivery = startDelivery({
    store: store.cases,
    desks: new Map([...work.desks, [customerTarget, customers]]),
    now,
    log,
  });

  const web = join(config.root, 'web');
  const pages = await loadPages(web);
  const server = createServer({
    pages,
    services: [
      directLine,
      createConnectorChannel(config, connector, teams),
      await loadWidget(web, pages.html, config.allowedOrigins),
      await openFaq({
        services,
        recognizer,
        web,
        feedback,
        newId: randomUUID,
        now,
        behindProxy: config.behindProxy,
      }),
      work.desk,
    ],
    health: async () => ({ ready: (await store.health()).writable }),
    logger: log,
  });
  const port = await server.listen(config.port, config.host);

  return {
    port,
    signInPath: work.desk.signInPath(),
    close: async () => {
      await server.close();
      await work.dialler.stop();
      await delivery.stop();
      await retention.stop();
      await recognizer.close();
      await feedback.settled();
      await store.close();
    },
  };
}

/** The machine's clock, or one that started at the given instant when this process did. */
function createClock(startAt: Date | undefined): () => Date {
  if (startAt === undefined) return () => new Date();
  const began = Date.now();
  return () => new Date(startAt.getTime() + Date.now() - began);
}

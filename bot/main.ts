import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createDialogs } from '../dialogs/dialogs.js';
import { createWording } from '../dialogs/wording.js';
import { startDelivery } from '../handoff/delivery.js';
import { createEmbeddedDirectory } from '../handoff/directory.js';
import { createDrafts } from '../handoff/drafts.js';
import { createHandoff } from '../handoff/handoff.js';
import { createPrivacy } from '../handoff/privacy.js';
import { startRetention } from '../handoff/retention.js';
import { openStore } from '../handoff/store/open.js';
import { checkRules } from '../knowledge/check-rules.js';
import { describeFinding } from '../knowledge/finding.js';
import { createTypeahead } from '../knowledge/search/suggest.js';
import { createBot } from './bot.js';
import { build } from './built.js';
import { createConnectorChannel } from './channels/connector-channel.js';
import { DirectLineAdapter } from './channels/directline/adapter.js';
import { createDirectLine } from './channels/directline/directline.js';
import { createComposeSearch } from './channels/teams/compose-search.js';
import { withInvokes } from './channels/teams/invokes.js';
import type { Config } from './config.js';
import { openDesks } from './desks.js';
import { createLog } from './log.js';
import { loadPages } from './pages.js';
import { openRecognizer } from './recognizer/open.js';
import { createServer } from './server.js';

/** The program while it runs. */
export interface Program {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Puts the program together and starts it. Rejects with a message for the operator when something it needs is missing. */
export async function start(config: Config, onTraining?: () => void): Promise<Program> {
  const log = createLog(config.logLevel);
  const now = createClock(config.startAt);
  const newId = randomUUID;

  const { knowledge, files } = await build(config, onTraining === undefined ? {} : { onTraining });
  for (const finding of checkRules(knowledge.rules, now())) log.warn(describeFinding(finding));
  const store = await openStore(config.storeUrl, { now, log });
  const recognizer = await openRecognizer(config, knowledge, files.model, log);

  const desks = openDesks(config, now);
  const handoff = createHandoff({ store: store.cases, targets: [...desks.keys()], now });
  const delivery = startDelivery({ store: store.cases, desks, now, log });
  const retention = startRetention({ store, days: config.retentionDays, now, log });

  const say = createWording(knowledge.wording, knowledge.links);
  const services = {
    knowledge,
    handoff,
    directory: createEmbeddedDirectory(knowledge.rules.customers),
    privacy: createPrivacy(store, config.retentionDays),
    drafts: createDrafts(store.state, now),
    recognise: (text: string) => recognizer.recognize(text),
    say,
    suggest: createTypeahead(knowledge.entries),
    now,
    newId,
  };
  const bot = createBot({ services, dialogs: createDialogs(services), recognizer, states: store.state, log });

  const teams = withInvokes(bot, {
    search: createComposeSearch(services),
    onFeedback: async ({ reaction, replyToId }) => log.info({ reaction, replyToId }, 'an answer was rated'),
  });

  const directLine = createDirectLine({
    secret: config.directLineSecret ?? randomUUID(),
    log: store.log,
    receive: (activity) => adapter.processActivity(activity, bot),
    now,
    logger: log,
    allowedOrigins: config.allowedOrigins,
    behindProxy: config.behindProxy,
  });
  const adapter = new DirectLineAdapter(directLine);

  const server = createServer({
    pages: await loadPages(join(config.root, 'web')),
    services: [directLine, createConnectorChannel(config, teams)],
    health: async () => ({ ready: (await store.health()).writable }),
    logger: log,
  });
  const port = await server.listen(config.port, config.host);

  return {
    port,
    close: async () => {
      await server.close();
      await delivery.stop();
      await retention.stop();
      await recognizer.close();
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

import type { TurnContext } from 'botbuilder';
import { pino } from 'pino';
import { DirectLineAdapter } from '../../bot/channels/directline/adapter.js';
import { createDirectLine, type DirectLine } from '../../bot/channels/directline/directline.js';
import type { DirectLineOptions } from '../../bot/channels/directline/endpoint.js';
import type { Pages } from '../../bot/pages.js';
import { createServer } from '../../bot/server.js';
import type { Service } from '../../bot/service.js';
import { createMemoryLog } from './memory-log.js';

export const secret = 'a secret for tests only';

const noPages: Pages = { html: '', files: new Map() };

export interface EchoServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly line: DirectLine;
  readonly adapter: DirectLineAdapter;
  close(): Promise<void>;
}

export interface EchoOptions extends Partial<Omit<DirectLineOptions, 'receive'>> {
  readonly logic?: (context: TurnContext) => Promise<void>;
  readonly pages?: Pages;
  /** What the server offers besides. */
  readonly services?: readonly Service[];
  readonly port?: number;
}

/** A server on loopback with the Direct Line endpoint and a bot that greets and repeats what it hears. */
export async function startEchoServer(options: EchoOptions = {}): Promise<EchoServer> {
  const { logic = echo, pages = noPages, services = [], port = 0, ...rest } = options;
  const logger = pino({ level: 'silent' });
  const line = createDirectLine({
    secret,
    log: createMemoryLog(),
    now: () => new Date(),
    logger,
    ...rest,
    receive: (activity) => adapter.processActivity(activity, logic),
  });
  const adapter = new DirectLineAdapter(line);
  const server = createServer({
    pages,
    services: [line, ...services],
    health: async () => ({ ready: true }),
    logger,
  });
  const actual = await server.listen(port, '127.0.0.1');
  return { url: `http://127.0.0.1:${actual}`, line, adapter, close: () => server.close() };
}

async function echo(context: TurnContext): Promise<void> {
  const { type, text } = context.activity;
  if (type === 'conversationUpdate') await context.sendActivity('Hello');
  if (type === 'message') await context.sendActivity(`Echo: ${text ?? ''}`);
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { type FaqOptions, openFaq } from '../../bot/faq/faq.js';
import { createServer } from '../../bot/server.js';
import { createWording } from '../../dialogs/wording.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { createTypeahead } from '../../knowledge/search/suggest.js';
import { root } from './root.js';

export interface FaqServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The FAQ over this knowledge, alone on a server on loopback. */
export async function startFaqServer(
  knowledge: Knowledge,
  options: Pick<FaqOptions, 'recognizer' | 'searches'> & Partial<Pick<FaqOptions, 'feedback'>>,
): Promise<FaqServer> {
  const services = {
    knowledge,
    say: createWording(knowledge.wording, knowledge.links),
    suggest: createTypeahead(knowledge.entries),
  };
  const server = createServer({
    pages: { html: '', files: new Map() },
    services: [
      await openFaq({
        services,
        web: join(root, 'web'),
        feedback: { note: () => undefined },
        newId: randomUUID,
        now: () => new Date('2026-03-11T10:30:00Z'),
        behindProxy: false,
        ...options,
      }),
    ],
    health: async () => ({ ready: true }),
    logger: pino({ level: 'silent' }),
  });
  const port = await server.listen(0, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

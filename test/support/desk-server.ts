import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createDirectLine } from '../../bot/channels/directline/directline.js';
import { createDesk, type StaffDesk } from '../../bot/desk/desk.js';
import { type DeskSettings, deskSettings } from '../../bot/desk-settings.js';
import { createServer } from '../../bot/server.js';
import { createWording } from '../../dialogs/wording.js';
import { createSimulator } from '../../handoff/diallers/simulator.js';
import { createStaff, type Staff } from '../../handoff/staff.js';
import type { Store } from '../../handoff/store/store.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { createStoreFolder, type StoreFolder } from '../handoff/folder.js';
import { root } from './root.js';

export const directLineSecret = 'a secret for tests only';

/** The desk on loopback, over a store of its own and a real Direct Line endpoint. */
export interface DeskServer {
  readonly url: string;
  readonly desk: StaffDesk;
  readonly staff: Staff;
  readonly store: Store;
  readonly folder: StoreFolder;
  close(): Promise<void>;
}

const page = (name: string) => readFileSync(join(root, `web/desk/${name}.html`), 'utf8');

export async function startDeskServer(options: {
  readonly knowledge: Knowledge;
  readonly now: () => Date;
  readonly settings?: Partial<DeskSettings>;
}): Promise<DeskServer> {
  const { knowledge, now } = options;
  const folder = await createStoreFolder();
  const store = await folder.open();
  const logger = pino({ level: 'silent' });
  const settings = {
    ...deskSettings({ DESK_DIAL_URL: 'tel:{phone}' }, false),
    ...options.settings,
  };
  const staff = createStaff({
    store: store.cases,
    targets: ['built-in'],
    customerTargets: ['customer'],
    now,
    log: folder.log,
  });
  const simulator =
    settings.telephone === 'simulator' ? createSimulator({ staff, now, log: folder.log }) : undefined;
  const desk = await createDesk({
    staff,
    store,
    states: store.state,
    knowledge,
    say: createWording(knowledge.wording, knowledge.links),
    now,
    logger,
    settings,
    secret: directLineSecret,
    pages: {
      desk: '<title>Support desk</title>',
      signIn: page('sign-in'),
      signedIn: page('signed-in'),
      phone: '',
      files: new Map(),
    },
    behindProxy: true,
    simulator,
  });
  const line = createDirectLine({
    secret: directLineSecret,
    log: store.log,
    now,
    logger,
    receive: async () => undefined,
  });
  const server = createServer({
    pages: { html: '', files: new Map() },
    services: [line, desk],
    health: async () => ({ ready: true }),
    logger,
  });
  const port = await server.listen(0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    desk,
    staff,
    store,
    folder,
    async close() {
      await simulator?.stop();
      await server.close();
      await folder.remove();
    },
  };
}

/** A browser's part: keeps cookies and says where requests come from. */
export function createVisitor(origin: string) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async fetch(path: string, init: RequestInit & { readonly site?: string } = {}): Promise<Response> {
      const { site = 'same-origin', headers, ...rest } = init;
      const response = await fetch(new URL(path, origin), {
        redirect: 'manual',
        ...rest,
        headers: {
          ...(site !== '' && { 'Sec-Fetch-Site': site }),
          ...(cookies.size > 0 && { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
          ...headers,
        },
      });
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const [name = '', value = ''] = pair.split('=');
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
    /** Posts JSON. */
    post(path: string, body: unknown, site?: string): Promise<Response> {
      return this.fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        ...(site !== undefined && { site }),
      });
    },
    /** Signs in by a one-time link. */
    async signIn(link: string | undefined, name: string): Promise<Response> {
      const code = new URL(link ?? '', origin).searchParams.get('code') ?? '';
      return this.fetch('/desk/sign-in', { method: 'POST', body: new URLSearchParams({ code, name }) });
    },
  };
}

export type Visitor = ReturnType<typeof createVisitor>;

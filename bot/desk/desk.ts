import type { Request, Response, Server } from 'restify';
import type { Simulator } from '../../handoff/diallers/simulator.js';
import type { StateStore } from '../../handoff/store/store.js';
import { createAddresses } from '../channels/directline/address.js';
import { sendPage } from '../page.js';
import type { Service } from '../service.js';
import { mountFiles } from '../static-files.js';
import { mountApi } from './api.js';
import type { DeskParts } from './desk-parts.js';
import { createEvents } from './events.js';
import { mountFigures } from './figures.js';
import { mountPhone } from './phone-routes.js';
import { createSeal } from './seal.js';
import { createSessions } from './session.js';
import { mountSignIn } from './sign-in.js';
import { createSignInLinks } from './sign-in-links.js';

type Options = Pick<
  DeskParts,
  'staff' | 'store' | 'knowledge' | 'say' | 'now' | 'logger' | 'settings' | 'pages'
> & {
  readonly states: StateStore;
  /** Sessions are signed with a key derived from it. */
  readonly secret: string;
  readonly behindProxy: boolean;
  /** Undefined where a telephone service or staff ring. */
  readonly simulator: Simulator | undefined;
};

/** Where staff work: `/desk`, its pages, its API, and signing in. */
export interface StaffDesk extends Service {
  /** The path of a one-time link; undefined where staff sign in otherwise. */
  signInPath(): string | undefined;
  /** Open pages look at the case or callback again, or at all of them. */
  announce(subject: string | undefined): void;
}

export async function createDesk(options: Options): Promise<StaffDesk> {
  const { secret, settings, states, now, pages, simulator } = options;
  const addresses = createAddresses(options.behindProxy);
  const { signIn } = settings;
  const sessions = createSessions({ secret, way: signIn?.kind ?? 'off', states, addresses, now });
  const events = createEvents(sessions);
  const parts: DeskParts = {
    ...options,
    addresses,
    sessions,
    events,
    links: signIn?.kind === 'link' ? createSignInLinks(now) : undefined,
    oidc: signIn?.kind === 'oidc' ? (await import('./oidc.js')).createOidc(signIn) : undefined,
    underWay: createSeal(secret, 'sign-in under way', now),
  };

  const show = async (request: Request, response: Response) => {
    if (await sessions.read(request))
      return sendPage(response, pages.desk, { sources: { 'form-action': ["'self'"] } });
    response.setHeader('Location', '/desk/sign-in');
    response.send(302);
  };

  return {
    signInPath: () => parts.links?.make(),
    announce: events.announce,
    mount(server: Server) {
      mountSignIn(server, parts);
      mountFiles(server, pages.files);
      if (signIn === undefined) return;
      for (const path of ['/desk', '/desk/cases/:number', '/desk/figures']) server.get(path, show);
      mountApi(server, parts);
      mountFigures(server, parts);
      if (simulator) mountPhone(server, parts, simulator);
      // Streams stay open for ever, and the server waits for open requests before it closes.
      server.once('draining', events.close);
    },
    close: async () => events.close(),
  };
}

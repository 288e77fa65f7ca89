import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';

/** What Teams does with a bot's messages: takes them over HTTP and gives each an id. */
export interface TeamsService {
  /** To stand in the activities that the bot receives. */
  readonly url: string;
  /** Everything that was sent, oldest first, with the conversation it was sent to. */
  readonly sent: readonly (Partial<Activity> & { readonly to: string })[];
  readonly close: () => Promise<void>;
}

const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/;

/** Teams' side of the conversation, on loopback. */
export async function startTeamsService(): Promise<TeamsService> {
  const sent: (Partial<Activity> & { readonly to: string })[] = [];
  const server: Server = createServer(async (request, response) => {
    const [, to] = path.exec(request.url ?? '') ?? [];
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.method !== 'POST' || to === undefined) {
      response.writeHead(404).end();
      return;
    }
    sent.push({ ...JSON.parse(body), to: decodeURIComponent(to) });
    response.writeHead(201, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ id: `${1773300000000 + sent.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

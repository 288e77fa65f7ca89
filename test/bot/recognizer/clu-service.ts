import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CluSettings } from '../../../bot/clu-settings.js';

/** How the service answers a request whose body has been read. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

export interface CluService {
  readonly settings: CluSettings;
  /** From now on. */
  behave(behaviour: Behaviour): void;
  /** What was asked so far. */
  readonly asked: { readonly url: string; readonly key: string; readonly body: string }[];
  close(): Promise<void>;
}

/** A server on this machine in the place of Azure's. */
export async function startCluService(): Promise<CluService> {
  let behaviour: Behaviour = () => undefined;
  const asked: { url: string; key: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const key = String(request.headers['ocp-apim-subscription-key']);
    asked.push({ url: request.url ?? '', key, body: Buffer.concat(chunks).toString() });
    behaviour(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      key: 'the-secret-key',
      project: 'shop',
      deployment: 'live',
    },
    behave: (next) => {
      behaviour = next;
    },
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A reply with a body as it is. */
export function replying(status: number, headers: Readonly<Record<string, string>>, body: string): Behaviour {
  return (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** A prediction as the service writes it on the wire. */
export function predicting(
  intents: Readonly<Record<string, unknown>>,
  entities: readonly object[] = [],
): Behaviour {
  const [topIntent] = Object.keys(intents);
  const prediction = {
    projectKind: 'Conversation',
    topIntent,
    intents: Object.entries(intents).map(([category, confidenceScore]) => ({ category, confidenceScore })),
    entities,
  };
  return replying(
    200,
    { 'content-type': 'application/json' },
    JSON.stringify({ kind: 'ConversationResult', result: { query: 'as it was', prediction } }),
  );
}

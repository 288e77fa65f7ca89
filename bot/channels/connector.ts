import type { TurnContext } from 'botbuilder';
import { decodeJwt } from 'jose/jwt/decode';
import type { Request, Response } from 'restify';
import type { Service } from '../service.js';
import { parseConnectorActivity } from './activity.js';
import { mediaType, readBody } from './body.js';
import type { ConnectorAdapter } from './connector-adapter.js';
import { parseJson } from './json.js';
import { Problem } from './problem.js';
import { isAllowedServiceUrl, type ServiceUrlRule } from './service-url.js';

const bodyLimit = 256 * 1024;

export interface ConnectorOptions {
  readonly adapter: ConnectorAdapter;
  readonly logic: (context: TurnContext) => Promise<void>;
  readonly serviceUrls: ServiceUrlRule;
  /** Values of `channelId` that are answered. */
  readonly channels: readonly string[];
}

/** The channels that Microsoft's services deliver for; `emulator` and `test` belong to development. */
export const connectorChannels: readonly string[] = ['msteams', 'webchat', 'directline', 'email'];

/** The guarded door `POST /api/messages`: everything that can be refused is refused before the adapter sees it. */
export function createConnector(options: ConnectorOptions): Service {
  const { adapter, logic } = options;

  const receive = async (request: Request, response: Response) => {
    if (mediaType(request) !== 'application/json') {
      throw new Problem(415, 'UnsupportedMediaType', 'An activity is sent as application/json.');
    }
    const authorization = request.headers.authorization ?? '';
    requireExpiry(authorization);
    const activity = parseConnectorActivity(parseJson(await readBody(request, bodyLimit)));
    if (!options.channels.includes(activity.channelId)) {
      throw new Problem(403, 'Forbidden', 'This channel is not served here.');
    }
    if (!isAllowedServiceUrl(activity.serviceUrl, options.serviceUrls)) {
      throw new Problem(403, 'Forbidden', 'The activity has no accepted "serviceUrl".');
    }
    const result = await adapter.receive(authorization, activity, logic);
    if (result?.body === undefined || result.body === null) response.send(result?.status ?? 200);
    else response.json(result.status, result.body);
  };

  return {
    mount: (server) => {
      server.post('/api/messages', receive);
    },
    close: async () => undefined,
  };
}

/** The framework takes a token without an expiry for one that never expires. */
function requireExpiry(authorization: string): void {
  if (authorization === '') return;
  const [scheme, token = ''] = authorization.split(' ');
  if (scheme === 'Bearer' && expires(token)) return;
  throw new Problem(401, 'Unauthorized', 'The request carries no valid token.');
}

function expires(token: string): boolean {
  try {
    return typeof decodeJwt(token).exp === 'number';
  } catch {
    return false;
  }
}

import type { Service } from '../../service.js';
import { mountChatToken } from './chat-token.js';
import { mountConversationRoutes } from './conversation-routes.js';
import { createEndpoint, type DirectLineOptions } from './endpoint.js';
import { createOutgoing, createUnasked, type Outgoing, type Unasked } from './outgoing.js';
import { mountPostRoutes } from './post-routes.js';
import { mountTokenRoutes } from './token-routes.js';

const prefix = '/v3/directline';

/** The embedded Direct Line 3.0 endpoint under `/v3/directline`, and how the bot writes to its conversations. */
export interface DirectLine extends Service, Outgoing, Unasked {
  /** Another process has written to the conversation, or maybe to any: clients that are connected here are sent what is new. */
  wake(conversation: string | undefined): void;
}

/** In-process, over the conversation log of the store: a chat survives a restart of the program. */
export function createDirectLine(options: DirectLineOptions): DirectLine {
  const endpoint = createEndpoint(options);
  return {
    ...createOutgoing(endpoint),
    ...createUnasked(endpoint),
    wake: endpoint.streams.wake,
    mount: (server) => {
      endpoint.origins.mount(server, prefix);
      endpoint.origins.mount(server, '/api/chat');
      mountTokenRoutes(server, prefix, endpoint);
      mountConversationRoutes(server, prefix, endpoint);
      mountPostRoutes(server, prefix, endpoint);
      mountChatToken(server, '/api/chat/token', endpoint);
      endpoint.streams.attach(server.server);
    },
    close: () => endpoint.streams.close(),
  };
}

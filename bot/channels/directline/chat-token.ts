import type { Server } from 'restify';
import { z } from 'zod';
import { mediaType } from '../body.js';
import { Problem } from '../problem.js';
import { type Endpoint, newId, newUser } from './endpoint.js';
import { createRate } from './rate.js';
import { readOptionalJson } from './token-routes.js';
import { type Grant, tokenLife } from './tokens.js';

/** What the page sends: the token of before it was loaded anew, if it has one. */
export const chatTokenRequest = z.object({ token: z.string().max(4000).optional().catch(undefined) });

/** What it gets. `expires_in`: seconds. */
export const chatTokenAnswer = z.object({
  token: z.string(),
  conversationId: z.string(),
  userId: z.string(),
  expires_in: z.int(),
});

/**
 * `POST /api/chat/token`: a token for our own page, for a user whose id the server makes. A page that was loaded anew
 * sends its old token and gets another for the same conversation.
 */
export function mountChatToken(server: Server, path: string, endpoint: Endpoint): void {
  const { tokens, conversations, origins, addresses, limits } = endpoint;
  const rate = createRate(limits.tokens, 60);

  /** The old token proves whose conversation it is; one that is no longer good means a new conversation. */
  const resumed = async (token: string | undefined): Promise<Grant | undefined> => {
    if (token === undefined) return undefined;
    const grant = await tokens.read(token).catch((error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    });
    return grant && (await conversations.length(grant.conversation)) > 0 ? grant : undefined;
  };

  server.post(path, async (request, response) => {
    if (!origins.allows(request)) throw new Problem(403, 'Forbidden', 'This page may not use the chat.');
    await rate(addresses.clientAddress(request));
    // A form of another site can send a body without asking first, but not one of this type. No body is fine.
    if (mediaType(request) !== 'application/json' && mediaType(request) !== '') {
      throw new Problem(415, 'UnsupportedMediaType', 'The body is sent as application/json.');
    }
    const parsed = chatTokenRequest.safeParse(await readOptionalJson(request, limits.body));
    if (!parsed.success) throw new Problem(400, 'BadArgument', 'The body must be an object.');
    const grant = (await resumed(parsed.data.token)) ?? {
      conversation: newId(),
      user: newUser(),
      origins: [],
    };
    response.json(200, {
      token: await tokens.issue(grant),
      conversationId: grant.conversation,
      userId: grant.user,
      expires_in: tokenLife,
    } satisfies z.infer<typeof chatTokenAnswer>);
  });
}

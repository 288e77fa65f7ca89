import type { Request, Server } from 'restify';
import { z } from 'zod';
import { Problem } from '../problem.js';
import { type Access, readAccess, requireConversation } from './access.js';
import { toBot } from './bot-activity.js';
import { type Endpoint, newId, newUser } from './endpoint.js';
import { readOptionalJson } from './token-routes.js';
import { tokenLife } from './tokens.js';

const startBody = z.object({
  user: z
    .object({ id: z.string().min(1).max(200).optional(), name: z.string().max(200).optional() })
    .optional()
    .catch(undefined),
  locale: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .optional()
    .catch(undefined),
});

/** Starting a conversation, coming back to it, and reading it without a stream. */
export function mountConversationRoutes(server: Server, prefix: string, endpoint: Endpoint): void {
  const { secret, tokens, conversations, turns, limits, logger, addresses } = endpoint;

  const connection = async (
    request: Request,
    access: Access,
    conversation: string,
    user: string,
    from: number,
  ) => {
    const origins = access.kind === 'token' ? access.origins : [];
    const ticket = await tokens.issueTicket({ conversation, from });
    const host = addresses.publicOrigin(request).replace(/^http/, 'ws');
    return {
      conversationId: conversation,
      token: await tokens.issue({ conversation, user, origins }),
      expires_in: tokenLife,
      streamUrl: `${host}${prefix}/conversations/${conversation}/stream?t=${ticket}`,
    };
  };

  server.post(`${prefix}/conversations`, async (request, response) => {
    const access = await readAccess(request, secret, tokens);
    const body = startBody.safeParse(await readOptionalJson(request, limits.body));
    const { user: named, locale } = body.success ? body.data : {};
    const conversation = access.kind === 'token' ? access.conversation : newId();
    const user = access.kind === 'token' ? access.user : (named?.id ?? newUser());
    const begun = await conversations.start(
      conversation,
      { id: user, name: named?.name ?? '', role: 'user' },
      locale,
    );
    if (begun !== undefined) {
      // A conversation without its greeting is better than none: the customer can write all the same.
      await turns.run(toBot(conversation, begun)).catch((error: unknown) => {
        logger.warn({ err: error }, 'a conversation began without a greeting');
      });
    }
    response.json(begun === undefined ? 200 : 201, await connection(request, access, conversation, user, 0));
  });

  server.get(`${prefix}/conversations/:id`, async (request, response) => {
    const { access, conversation, user } = await openConversation(request, endpoint);
    // An empty watermark is that of a client that has seen nothing yet; none at all asks for what is new.
    const from = readWatermark(request) ?? (await conversations.length(conversation));
    response.json(200, await connection(request, access, conversation, user, from));
  });

  server.get(`${prefix}/conversations/:id/activities`, async (request, response) => {
    const { conversation } = await openConversation(request, endpoint);
    const { activities, next } = await conversations.page(conversation, readWatermark(request) ?? 0);
    response.json(200, { activities, watermark: String(next) });
  });
}

/**
 * The conversation that the path names, for somebody who may use it. Throws a `Problem`: 401, 403, or 404 when it never
 * began, which tells a client that it has ended.
 */
export async function openConversation(
  request: Request,
  { secret, tokens, conversations }: Endpoint,
): Promise<{ readonly access: Access; readonly conversation: string; readonly user: string }> {
  const access = await readAccess(request, secret, tokens);
  const conversation = String(request.params.id);
  requireConversation(access, conversation);
  const user = /^[\w-]{1,100}$/.test(conversation) ? await conversations.userOf(conversation) : undefined;
  if (user === undefined) throw new Problem(404, 'ConversationNotFound', 'There is no such conversation.');
  return { access, conversation, user };
}

/** Undefined when the client gives none. */
function readWatermark(request: Request): number | undefined {
  const text = new URLSearchParams(request.getQuery()).get('watermark');
  if (text === null) return undefined;
  if (!/^\d{0,15}$/.test(text))
    throw new Problem(400, 'BadArgument', 'The watermark must be one that this server gave.');
  return Number(text);
}

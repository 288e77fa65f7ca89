import type { Request, Server } from 'restify';
import { z } from 'zod';
import { readBody } from '../body.js';
import { parseJson } from '../json.js';
import { Problem } from '../problem.js';
import { readAccess } from './access.js';
import { type Endpoint, newId, newUser } from './endpoint.js';
import { tokenLife } from './tokens.js';

const user = z.object({ id: z.string().max(200).optional(), Id: z.string().max(200).optional() });
/** Microsoft's own samples write the names with capitals. */
const generateBody = z.object({
  user: user.optional(),
  User: user.optional(),
  trustedOrigins: z.array(z.url().max(500)).max(50).optional(),
  TrustedOrigins: z.array(z.url().max(500)).max(50).optional(),
});

/** `POST tokens/generate`, `POST tokens/refresh` and the optional session. */
export function mountTokenRoutes(server: Server, prefix: string, endpoint: Endpoint): void {
  const { secret, tokens, limits } = endpoint;

  server.post(`${prefix}/tokens/generate`, async (request, response) => {
    const access = await readAccess(request, secret, tokens);
    if (access.kind !== 'secret') throw new Problem(403, 'Forbidden', 'Only the secret generates tokens.');
    const body = generateBody.safeParse(await readOptionalJson(request, limits.body));
    if (!body.success) throw new Problem(400, 'BadArgument', 'The body has no valid user or trustedOrigins.');
    const named = body.data.user ?? body.data.User;
    const userId = named?.id ?? named?.Id ?? newUser();
    if (!userId.startsWith('dl_'))
      throw new Problem(400, 'BadArgument', 'The user id must begin with "dl_".');
    const conversation = newId();
    const origins = body.data.trustedOrigins ?? body.data.TrustedOrigins ?? [];
    const token = await tokens.issue({ conversation, user: userId, origins });
    response.json(200, { conversationId: conversation, token, expires_in: tokenLife });
  });

  server.post(`${prefix}/tokens/refresh`, async (request, response) => {
    const access = await readAccess(request, secret, tokens);
    if (access.kind !== 'token') throw new Problem(403, 'Forbidden', 'Only a token can be refreshed.');
    const token = await tokens.issue(access);
    response.json(200, { conversationId: access.conversation, token, expires_in: tokenLife });
  });

  server.get(`${prefix}/session/getsessionid`, async (request, response) => {
    await readAccess(request, secret, tokens);
    response.json(200, { sessionId: newId() });
  });
}

/** The body as JSON; an empty object when there is none. */
export async function readOptionalJson(request: Request, limit: number): Promise<unknown> {
  const body = await readBody(request, limit);
  return body.length === 0 ? {} : parseJson(body);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../problem.js';
import type { Grant, Tokens } from './tokens.js';

/** Who asks: the holder of the secret, to whom every conversation is open, or of a token for one. */
export type Access = { readonly kind: 'secret' } | ({ readonly kind: 'token' } & Grant);

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Reads the Authorization header. Throws a `Problem`: 401 without one, 403 for anything that is not ours, expired, or
 * used from a web origin for which it was not issued.
 */
export async function readAccess(request: IncomingMessage, secret: string, tokens: Tokens): Promise<Access> {
  const bearer = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer === undefined) {
    throw new Problem(401, 'Unauthorized', 'The request needs an Authorization header with a token.');
  }
  if (timingSafeEqual(digest(bearer), digest(secret))) return { kind: 'secret' };
  const grant = await tokens.read(bearer);
  const { origin } = request.headers;
  if (origin !== undefined && grant.origins.length > 0 && !grant.origins.includes(origin)) {
    throw new Problem(403, 'Forbidden', 'The token is not valid for this origin.');
  }
  return { kind: 'token', ...grant };
}

/** Throws a `Problem` with status 403 when the access is for another conversation. */
export function requireConversation(access: Access, conversation: string): void {
  if (access.kind === 'token' && access.conversation !== conversation) {
    throw new Problem(403, 'Forbidden', 'The token is for another conversation.');
  }
}

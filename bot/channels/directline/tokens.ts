import { JWTExpired } from 'jose/errors';
import { createSigner } from '../../signer.js';
import { Problem } from '../problem.js';

/** Seconds. The client library refreshes every 15 minutes whatever it is told, so this is no free choice. */
export const tokenLife = 1800;
const ticketLife = 60;

/** What a token gives: one conversation, as one user. */
export interface Grant {
  readonly conversation: string;
  readonly user: string;
  /** The only web origins that may use it; empty: any that the server allows. */
  readonly origins: readonly string[];
}

/** What opens a stream: named in an address, so it lives a minute and can do nothing else. */
export interface Ticket {
  readonly conversation: string;
  /** Sequence number of the first activity to send. */
  readonly from: number;
}

export interface Tokens {
  issue(grant: Grant): Promise<string>;
  /** Throws a `Problem`: 403 `TokenExpired`, or 403 `Forbidden` for whatever this server has not signed. */
  read(token: string): Promise<Grant>;
  issueTicket(ticket: Ticket): Promise<string>;
  readTicket(ticket: string): Promise<Ticket>;
}

/** Signed with a key derived from the secret: the same secret accepts the tokens of an earlier run. */
export function createTokens(secret: string, now: () => Date): Tokens {
  const { sign, verify: verified } = createSigner(secret, 'firstline direct line tokens', now);
  const verify = async (token: string, audience: string) => {
    try {
      return await verified(token, audience);
    } catch (error) {
      throw error instanceof JWTExpired
        ? new Problem(403, 'TokenExpired', 'The token has expired.')
        : new Problem(403, 'Forbidden', 'The token is not valid here.');
    }
  };

  return {
    issue: ({ conversation, user, origins }) =>
      sign({ conv: conversation, user, origins }, 'conversation', tokenLife),
    read: async (token) => {
      const claims = await verify(token, 'conversation');
      const origins = Array.isArray(claims.origins) ? claims.origins.map(String) : [];
      return { conversation: String(claims.conv), user: String(claims.user), origins };
    },
    issueTicket: ({ conversation, from }) => sign({ conv: conversation, from }, 'stream', ticketLife),
    readTicket: async (ticket) => {
      const claims = await verify(ticket, 'stream');
      return { conversation: String(claims.conv), from: Number(claims.from) };
    },
  };
}

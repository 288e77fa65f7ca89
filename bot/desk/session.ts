import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { StateStore } from '../../handoff/store/store.js';
import type { StaffMember } from '../../handoff/trail.js';
import type { Addresses } from '../channels/directline/address.js';
import { Problem } from '../channels/problem.js';
import { readCookie, setCookie } from './cookie.js';
import { createSeal } from './seal.js';

/** Somebody of the staff who has signed in. `until`: when the session ends by itself. */
export interface Session {
  readonly id: string;
  readonly member: StaffMember;
  readonly until: Date;
}

export interface Sessions {
  begin(request: Request, response: Response, member: StaffMember): Promise<void>;
  read(request: Request): Promise<Session | undefined>;
  /** The session; throws a `Problem`, 401, without one. */
  require(request: Request): Promise<Session>;
  /** Also for whoever has copied the cookie. */
  end(request: Request, response: Response): Promise<void>;
}

/** Seconds: a working day. */
const life = 8 * 60 * 60;
const name = 'firstline-desk';
const claims = z.object({ jti: z.string(), sub: z.string(), name: z.string(), exp: z.number() });

/** Sessions in a signed cookie of this site only; those that were ended are remembered until they would have ended anyway. */
export function createSessions(parts: {
  readonly secret: string;
  /** How staff sign in: whoever came in by another way has to come in anew. */
  readonly way: string;
  readonly states: StateStore;
  readonly addresses: Addresses;
  readonly now: () => Date;
}): Sessions {
  const { states, addresses, now } = parts;
  const seal = createSeal(parts.secret, `session by ${parts.way}`, now);
  const endedKey = (id: string) => `desk/ended/${id}`;

  const send = (request: Request, response: Response, value: string, seconds: number) =>
    setCookie(response, {
      name,
      value,
      seconds,
      path: '/desk',
      sameSite: 'Strict',
      secure: addresses.publicOrigin(request).startsWith('https:'),
    });

  async function read(request: Request): Promise<Session | undefined> {
    const parsed = claims.safeParse(await seal.open(readCookie(request, name)));
    if (!parsed.success) return undefined;
    const { jti, sub, name: called, exp } = parsed.data;
    if ((await states.read(endedKey(jti))) !== undefined) return undefined;
    return { id: jti, member: { id: sub, name: called }, until: new Date(exp * 1000) };
  }

  return {
    async begin(request, response, member) {
      const id = randomBytes(16).toString('base64url');
      send(request, response, await seal.seal({ jti: id, sub: member.id, name: member.name }, life), life);
    },
    read,
    async require(request) {
      const session = await read(request);
      if (session) return session;
      throw new Problem(401, 'Unauthorized', 'Please sign in.');
    },
    async end(request, response) {
      const session = await read(request);
      if (session) await states.write(endedKey(session.id), {}, '*');
      send(request, response, '', 0);
    },
  };
}

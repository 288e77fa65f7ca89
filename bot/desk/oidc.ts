import * as client from 'openid-client';
import { z } from 'zod';
import type { StaffMember } from '../../handoff/trail.js';
import type { OidcSettings } from '../desk-settings.js';
import type { UnderWay } from './under-way.js';

/** `denied`: the provider knows them, but they are no staff of ours. */
export type SignedIn = { readonly kind: 'staff'; readonly member: StaffMember } | { readonly kind: 'denied' };

/** Signing in at an OpenID Connect provider, by the authorization code flow with PKCE. */
export interface Oidc {
  /** Where to send the browser. Rejects when the provider cannot be reached. */
  begin(redirect: string): Promise<{ readonly url: URL; readonly underWay: UnderWay }>;
  /** `current`: the address that the browser came back to. Rejects when it does not fit what was begun, or the provider refuses. */
  finish(current: URL, underWay: UnderWay): Promise<SignedIn>;
}

/** Seconds that the provider has for an answer. */
const patience = 10;

const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  groups: z.array(z.string()).optional().catch(undefined),
});
type Claims = z.infer<typeof claims>;

export function createOidc({ issuer, clientId, clientSecret, staff }: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | undefined;

  /** Asked once; again after a failure. */
  function provider(): Promise<client.Configuration> {
    const server = new URL(issuer);
    const execute = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    known ??= client
      .discovery(server, clientId, clientSecret, undefined, { execute, timeout: patience })
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  }

  return {
    async begin(redirect) {
      const verifier = client.randomPKCECodeVerifier();
      const underWay = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirect,
        scope: 'openid profile email',
        state: underWay.state,
        nonce: underWay.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, underWay };
    },
    async finish(current, { state, nonce, verifier }) {
      const tokens = await client.authorizationCodeGrant(await provider(), current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const said = claims.parse(tokens.claims());
      // Many providers tell name and address only when they are asked once more.
      const more =
        said.email === undefined ? await userInfo(await provider(), tokens.access_token, said.sub) : {};
      return admitted({ ...more, ...said }, staff);
    },
  };
}

async function userInfo(provider: client.Configuration, token: string, subject: string): Promise<object> {
  if (provider.serverMetadata().userinfo_endpoint === undefined) return {};
  return claims.parse(await client.fetchUserInfo(provider, token, subject));
}

/** An address that the provider itself doubts says nothing. */
function admitted(said: Claims, staff: readonly string[]): SignedIn {
  const email = said.email_verified === false ? undefined : said.email?.toLowerCase();
  const groups = (said.groups ?? []).map((group) => `group:${group.toLowerCase()}`);
  const domain = email === undefined ? undefined : email.slice(email.lastIndexOf('@'));
  const isStaff = [email, domain, ...groups].some((one) => one !== undefined && staff.includes(one));
  if (!isStaff) return { kind: 'denied' };
  const name = said.name ?? said.preferred_username ?? email ?? said.sub;
  return { kind: 'staff', member: { id: email ?? said.sub, name: name.slice(0, 100) } };
}

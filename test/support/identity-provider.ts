import type { IncomingMessage, ServerResponse } from 'node:http';
// @ts-expect-error: the package has no type declarations.
import { Provider } from 'oidc-provider';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** What of the provider's contexts is used here. */
interface Signing {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
}

export const clientSecret = 'a secret that both know';

/** A real OpenID Connect provider that signs everybody in as the account, without asking anything. */
export function createIdentityProvider(
  issuer: string,
  redirect: string,
  account: () => Readonly<Record<string, unknown>>,
): Listener {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'desk',
        client_secret: clientSecret,
        redirect_uris: [redirect],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...account() }),
    }),
    async loadExistingGrant({ oidc: { client, session } }: Signing) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    interactions: {
      url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}`,
    },
    pkce: { required: () => true },
  });
  const answer = provider.callback();
  return (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: 'account-1' } });
  };
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Stands in for Microsoft's key service: signs tokens as a channel does, and publishes the key. */
export interface KeyServer {
  /** Address of the OpenID document. */
  readonly url: string;
  /** A token of the channel service for `appId`; `change` sets claims anew. */
  sign(appId: string, change?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export const issuer = 'https://api.botframework.com';

export async function startKeyServer(): Promise<KeyServer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'test-key', endorsements: ['msteams'] };
  const server: Server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [key] } : { issuer, jwks_uri: `${origin()}/keys` };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin()}/openid`,
    sign: (appId, change) => {
      const at = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        aud: appId,
        iat: at,
        nbf: at - 10,
        exp: at + 600,
        serviceurl: 'https://smba.trafficmanager.net/emea/',
      };
      return new SignJWT(JSON.parse(JSON.stringify({ ...claims, ...change })))
        .setProtectedHeader({ alg: 'RS256', kid: 'test-key' })
        .sign(privateKey);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';

/** How a request reached us; headers that a proxy sets are believed only when there is one. */
export interface Addresses {
  /** Scheme and host under which the client knows us, such as `https://support.example.com`. */
  publicOrigin(request: IncomingMessage): string;
  /** The client's network address. */
  clientAddress(request: IncomingMessage): string;
}

const hostPattern = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/;

export function createAddresses(behindProxy: boolean): Addresses {
  /** The last element: the one that our own proxy has added. */
  const forwarded = (request: IncomingMessage, header: string) =>
    behindProxy
      ? String(request.headers[header] ?? '')
          .split(',')
          .pop()
          ?.trim()
      : undefined;

  return {
    publicOrigin: (request) => {
      const secure =
        request.socket instanceof TLSSocket || forwarded(request, 'x-forwarded-proto') === 'https';
      const host = request.headers.host ?? '';
      return `${secure ? 'https' : 'http'}://${hostPattern.test(host) ? host : 'localhost'}`;
    },
    clientAddress: (request) => {
      const address = forwarded(request, 'x-forwarded-for') ?? '';
      return isIP(address) > 0 ? address : (request.socket.remoteAddress ?? '');
    },
  };
}

import type { IncomingMessage } from 'node:http';
import type { Server } from 'restify';

/** Decides which web pages may talk to the endpoint: those of this very host, and those that are listed. */
export interface Origins {
  /** Requests without an Origin header come from no web page and are allowed. */
  allows(request: IncomingMessage): boolean;
  /** Grants allowed pages under `prefix` their answers, errors included, and answers preflight requests. */
  mount(server: Server, prefix: string): void;
}

const grants = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Requested-With, x-ms-bot-agent',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '600',
};

/** `allowed` holds origins such as `https://www.example.com`. */
export function createOrigins(allowed: readonly string[]): Origins {
  const allows = (request: IncomingMessage) => {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (allowed.includes(origin)) return true;
    // A proxy that ends TLS leaves us without the scheme, so host and port alone decide.
    return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
  };

  return {
    allows,
    mount: (server, prefix) => {
      server.pre((request, response, next) => {
        if (!request.url?.startsWith(`${prefix}/`)) return next();
        response.setHeader('Vary', 'Origin');
        const { origin } = request.headers;
        if (origin !== undefined && allows(request)) {
          response.setHeader('Access-Control-Allow-Origin', origin);
          for (const [name, value] of Object.entries(grants)) response.setHeader(name, value);
        }
        if (request.method !== 'OPTIONS') return next();
        response.send(204);
        return next(false);
      });
    },
  };
}

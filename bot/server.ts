import type { Request, Response } from 'restify';
// By file: restify as a whole loads plugins and more of which nothing is used here.
import Router from 'restify/lib/router.js';
import RestifyServer from 'restify/lib/server.js';
import { Problem, sendProblem } from './channels/problem.js';
import { createDrain } from './drain.js';
import type { Logger } from './log.js';
import { mountPages, type Pages } from './pages.js';
import type { Service } from './service.js';

export interface ServerOptions {
  readonly pages: Pages;
  readonly services: readonly Service[];
  /** Whether work can be done, and what an operator should see of it; a rejection counts as not ready. */
  readonly health: () => Promise<{
    readonly ready: boolean;
    readonly details?: Readonly<Record<string, unknown>>;
  }>;
  readonly logger: Logger;
}

/** The HTTP server with the chat page, `/healthz` and the services. */
export interface HttpServer {
  /** Resolves to the port that is listened on. Rejects when it cannot be had. */
  listen(port: number, host: string): Promise<number>;
  /** Refuses new requests, lets those under way finish for `patience` milliseconds at most, then closes everything. */
  close(patience?: number): Promise<void>;
}

export function createServer({ pages, services, health, logger }: ServerOptions): HttpServer {
  const router = new Router({ log: logger, maxParamLength: 200 });
  const server = new RestifyServer({ name: '', log: logger, router });
  // A slow sender holds a socket and no more: headers within 20 s, the whole request within a minute.
  server.server.headersTimeout = 20_000;
  server.server.requestTimeout = 60_000;

  server.pre((request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    next(hasAddress(request) ? undefined : new Problem(400, 'BadRequest', 'The request is malformed.'));
  });
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    answerError(request, response, error, logger);
    done();
  });

  const drain = createDrain(server);
  mountPages(server, pages);
  server.get('/healthz', async (_request, response) => {
    const { ready, details } = await health().catch((error: unknown) => {
      logger.error({ err: error }, 'the health check failed');
      return { ready: false, details: {} };
    });
    response.json(ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable', ...details });
  });
  for (const service of services) service.mount(server);
  drain.refuseWhenDraining();

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        // Restify passes the errors of the server inside it on as its own.
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address().port);
        });
      }),
    close: async (patience = 10_000) => {
      await drain.finish(patience);
      await Promise.all(services.map((service) => service.close()));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.server.closeIdleConnections();
      setTimeout(() => server.server.closeAllConnections(), 500).unref();
      await closed;
    },
  };
}

/** The framework reads the address outside of any handler, where a host or path that is none would end the process. */
function hasAddress(request: Request): boolean {
  try {
    return request.getPath() !== '';
  } catch {
    return false;
  }
}

/** Everything that goes wrong in a request ends here; whatever is not meant for the caller is only logged. */
function answerError(request: Request, response: Response, error: unknown, logger: Logger): void {
  const problem = error instanceof Problem ? error : fromFramework(error);
  if (problem.status === 500)
    logger.error({ err: error, method: request.method, path: request.getPath() }, 'a request failed');
  if (!response.headersSent) sendProblem(response, problem);
}

function fromFramework(error: unknown): Problem {
  switch (error instanceof Error && 'statusCode' in error ? error.statusCode : 500) {
    case 404:
      return new Problem(404, 'NotFound', 'There is nothing here.');
    case 405:
      return new Problem(405, 'MethodNotAllowed', 'This method is not allowed here.');
    case 400:
      return new Problem(400, 'BadRequest', 'The request is malformed.');
    default:
      return new Problem(500, 'InternalServerError', 'Something went wrong here.');
  }
}

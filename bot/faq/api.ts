import type { Request, Response, Server } from 'restify';
import { Problem } from '../channels/problem.js';
import { etagOf, hasVersion } from '../etag.js';
import { entryJson, sourceJson, summaryJson } from './entry-json.js';
import type { FaqServices } from './faq-services.js';
import type { Find } from './find.js';
import { openingOf } from './opening.js';
import { faqQuery, type ListJson, type OpeningJson } from './schema.js';

/** The JSON API: `GET /api/faq`, `/api/faq/{id}`, `/api/chat/opening`, and its description at `/api/openapi.json`. */
export function mountFaqApi(
  server: Server,
  services: FaqServices,
  find: Find,
  limit: (request: Request) => Promise<void>,
): void {
  server.get('/api/faq', async (request, response) => {
    const given = faqQuery.safeParse(Object.fromEntries(new URLSearchParams(request.getQuery())));
    if (!given.success) throw new Problem(400, 'BadArgument', clear(given.error.issues));
    const { q, limit: most } = given.data;
    if (q === undefined) return sendKept(request, response, list(services));
    await limit(request);
    response.json(200, await find(q, most));
  });

  server.get('/api/faq/:id', async (request, response) => {
    const entry = services.knowledge.entries.find(({ id }) => id === request.params.id);
    if (!entry)
      throw new Problem(404, 'NotFound', 'There is no entry with this id; GET /api/faq lists them.');
    sendKept(request, response, entryJson(services, entry));
  });

  server.get('/api/chat/opening', async (request, response) => {
    const text = openingOf(services, new URLSearchParams(request.getQuery()));
    if (text === undefined) throw new Problem(404, 'NotFound', 'No entry and no offer has this id.');
    response.json(200, { text } satisfies OpeningJson);
  });

  // Made when it is first asked for: the start does not wait for it.
  let description: object | undefined;
  server.get('/api/openapi.json', async (request, response) => {
    description ??= (await import('./openapi.js')).openApi();
    sendKept(request, response, description);
  });
}

const list = (services: FaqServices): ListJson => ({
  source: sourceJson(services),
  entries: services.knowledge.entries.map(summaryJson),
});

function sendKept(request: Request, response: Response, data: object): void {
  const body = JSON.stringify(data);
  const etag = etagOf(body);
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
  if (hasVersion(request, etag)) response.sendRaw(304, '', headers);
  else response.sendRaw(200, body, { ...headers, 'Content-Type': 'application/json' });
}

const clear = (issues: readonly { readonly message: string }[]): string =>
  issues.map(({ message }) => message).join('; ');

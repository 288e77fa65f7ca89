import type { Request, Response } from 'restify';
import { Problem } from '../channels/problem.js';
import { etagOf, hasVersion } from '../etag.js';
import { sendPage } from '../page.js';
import { entryPage } from './entry-page.js';
import type { FaqServices } from './faq-services.js';
import type { Find } from './find.js';
import { type FaqPage, layout } from './layout.js';
import type { NoteSearch } from './note-search.js';
import { overviewPage } from './overview-page.js';
import { problemPage } from './problem-page.js';
import { resultPage } from './result-page.js';
import { longestQuery } from './schema.js';

/** As many candidates stand on a page. */
const shownCandidates = 6;

/** Answers to requests, as HTML that needs no script. */
export interface FaqPages {
  /** `GET /faq`, with the answer to `q` if it is given. */
  overview(request: Request, response: Response): Promise<void>;
  /** `GET /faq/{id}`. */
  entry(request: Request, response: Response): void;
}

export function createFaqPages(
  services: FaqServices,
  parts: {
    readonly find: Find;
    readonly limit: (request: Request) => Promise<void>;
    readonly note: NoteSearch;
  },
): FaqPages {
  const { find, limit, note } = parts;
  // They change with the content only, which is read at the start.
  const made = new Map<string, { readonly page: string; readonly etag: string }>();
  const sendKept = (request: Request, response: Response, key: string, make: () => FaqPage): void => {
    const page = made.get(key)?.page ?? layout(services, make());
    const etag = made.get(key)?.etag ?? etagOf(page);
    made.set(key, { page, etag });
    response.setHeader('ETag', etag);
    response.setHeader('Cache-Control', 'no-cache');
    if (hasVersion(request, etag)) response.sendRaw(304, '');
    else sendPage(response, page, permissions);
  };
  const send = (response: Response, page: FaqPage, status = 200): void =>
    sendPage(response, layout(services, page), permissions, status);

  return {
    async overview(request, response) {
      const query = new URLSearchParams(request.getQuery()).get('q')?.trim() ?? '';
      if (query === '') return sendKept(request, response, '', () => overviewPage(services));
      if (query.length > longestQuery) {
        return send(response, problemPage(services, 'too-long', { limit: longestQuery }), 400);
      }
      try {
        await limit(request);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
        return send(response, problemPage(services, 'busy'), error.status);
      }
      const found = await find(query, shownCandidates);
      note(request, found);
      send(response, resultPage(services, found));
    },
    entry(request, response) {
      const entry = services.knowledge.entries.find(({ id }) => id === request.params.id);
      if (entry) sendKept(request, response, entry.id, () => entryPage(services, entry));
      else send(response, problemPage(services, 'missing'), 404);
    },
  };
}

/** The search is a plain form. */
const permissions = { sources: { 'form-action': ["'self'"] } };

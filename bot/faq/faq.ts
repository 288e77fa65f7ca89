import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Feedback } from '../../handoff/feedback.js';
import { createAddresses } from '../channels/directline/address.js';
import { createRate } from '../channels/directline/rate.js';
import type { Recognizer } from '../recognizer/recognizer.js';
import type { Service } from '../service.js';
import { loadFiles, mountFiles } from '../static-files.js';
import { mountFaqApi } from './api.js';
import type { FaqServices } from './faq-services.js';
import { createFind } from './find.js';
import { createNoteSearch } from './note-search.js';
import type { FaqPages } from './pages.js';

export interface FaqOptions {
  readonly services: FaqServices;
  readonly recognizer: Recognizer;
  /** The program's web folder. */
  readonly web: string;
  /** Where questions asked on the pages are noted for editors, under ids that are made here. */
  readonly feedback: Pick<Feedback, 'note'>;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Whether a proxy stands in front whose X-Forwarded headers tell the client's address. */
  readonly behindProxy: boolean;
  /** Questions for one network address in a minute; an office of many people shares one. */
  readonly searches?: number;
}

/** The FAQ: its pages at `/faq`, and the JSON API at `/api/faq`. Rejects naming the file of the pages that is missing. */
export async function openFaq(options: FaqOptions): Promise<Service> {
  const { services, recognizer, web, feedback, newId, now, behindProxy, searches = 300 } = options;
  const files = await loadFiles(join(web, 'faq'), [
    { address: '/faq.css', file: 'faq.css' },
    { address: '/faq.js', file: 'faq.js' },
  ]);
  const fuse = await loadFiles(fileURLToPath(new URL('.', import.meta.resolve('fuse.js/min'))), [
    { address: '/fuse.js', file: 'fuse.min.mjs' },
  ]);
  const find = createFind(services, recognizer);
  const { clientAddress } = createAddresses(behindProxy);
  const rate = createRate(searches, 60);
  const limit = async (request: Parameters<typeof clientAddress>[0]): Promise<void> =>
    await rate(clientAddress(request));

  const note = createNoteSearch({ feedback, clientAddress, newId, now });
  // What writes HTML is loaded with the first page: the start does not wait for it.
  let made: Promise<FaqPages> | undefined;
  const pages = (): Promise<FaqPages> => {
    made ??= import('./pages.js').then(({ createFaqPages }) =>
      createFaqPages(services, { find, limit, note }),
    );
    return made;
  };
  return {
    mount: (server) => {
      server.get('/faq', async (request, response) => (await pages()).overview(request, response));
      server.get('/faq/:id', async (request, response) => (await pages()).entry(request, response));
      mountFaqApi(server, services, find, limit);
      mountFiles(server, files);
      mountFiles(server, fuse);
    },
    close: async () => undefined,
  };
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAddresses } from '../channels/directline/address.js';
import { createRate } from '../channels/directline/rate.js';
import type { Recognizer } from '../recognizer/recognizer.js';
import type { Service } from '../service.js';
import { loadFiles, mountFiles } from '../static-files.js';
import { mountFaqApi } from './api.js';
import type { FaqServices } from './faq-services.js';
import { createFind } from './find.js';
import { mountFaqPages } from './pages.js';

export interface FaqOptions {
  readonly services: FaqServices;
  readonly recognizer: Recognizer;
  /** The program's web folder. */
  readonly web: string;
  /** Whether a proxy stands in front whose X-Forwarded headers tell the client's address. */
  readonly behindProxy: boolean;
  /** Questions for one network address in a minute; an office of many people shares one. */
  readonly searches?: number;
}

/** The FAQ: its pages at `/faq`, and the JSON API at `/api/faq`. Rejects naming the file of the pages that is missing. */
export async function openFaq(options: FaqOptions): Promise<Service> {
  const { services, recognizer, web, behindProxy, searches = 300 } = options;
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
  return {
    mount: (server) => {
      mountFaqPages(server, services, find, limit);
      mountFaqApi(server, services, find, limit);
      mountFiles(server, files);
      mountFiles(server, fuse);
    },
    close: async () => undefined,
  };
}

import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDocuments } from './lowdb-documents.js';
import type { Site } from './lowdb-file.js';
import { noSummary, stateShape } from './lowdb-shapes.js';
import { StaleStateError, type StateStore } from './store.js';
import { wellFormed, wellFormedKey } from './well-formed.js';

const filesInMemory = 256;

/** One file for each key, named by its hash: keys come from outside and are no file names. A file is checked when it is first read. */
export function openState(site: Site): StateStore & { whenIdle(): Promise<void> } {
  const documents = openDocuments(
    { name: 'state', shape: stateShape, ...noSummary, durable: true },
    site,
    filesInMemory,
  );
  const pathOf = (key: string) => {
    const hash = createHash('sha256').update(wellFormedKey(key)).digest('hex');
    return join(site.folder, 'state', `${hash}.json`);
  };

  return {
    async read(key) {
      const stored = await documents.read(pathOf(key));
      // A copy: dialogs work on what they read, and what is in memory must stay what is on disk.
      return stored === null ? undefined : { value: structuredClone(stored.value), version: stored.version };
    },
    async write(key, value, expected) {
      const next = { key, version: randomUUID(), value: wellFormed(value) };
      return documents.update(pathOf(key), (stored) => {
        if (expected !== '*' && expected !== stored?.version) {
          throw new StaleStateError('The state was changed meanwhile.');
        }
        return [next, next.version];
      });
    },
    remove: async (key) => documents.update(pathOf(key), () => [null, undefined]),
    whenIdle: documents.whenIdle,
  };
}

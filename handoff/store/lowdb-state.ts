import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Owner } from '../case.js';
import { openDocuments } from './lowdb-documents.js';
import type { Site } from './lowdb-file.js';
import { type StoredState, stateKind } from './lowdb-shapes.js';
import { createSweep } from './lowdb-sweep.js';
import { StaleStateError, type StateStore } from './store.js';
import { wellFormed, wellFormedKey } from './well-formed.js';

const filesInMemory = 256;

/** One file for each key, named by its hash: keys come from outside and are no file names. A file is checked when it is first read. */
export function openState(site: Site): StateStore & { whenIdle(): Promise<void> } {
  const documents = openDocuments(stateKind, site, filesInMemory);
  const folder = join(site.folder, 'state');
  const sweep = createSweep(site, documents);
  const pathOf = (key: string) => {
    const hash = createHash('sha256').update(wellFormedKey(key)).digest('hex');
    return join(folder, `${hash}.json`);
  };

  return {
    async read(key) {
      const stored = await documents.read(pathOf(key));
      // A copy: dialogs work on what they read, and what is in memory must stay what is on disk.
      return stored === null ? undefined : { value: structuredClone(stored.value), version: stored.version };
    },
    async write(key, value, expected, owner) {
      const version = randomUUID();
      const writtenAt = site.now().toISOString();
      const next: StoredState = {
        key,
        version,
        value: wellFormed(value),
        writtenAt,
        ...(owner && { owner }),
      };
      return documents.update(pathOf(key), (stored) => {
        if (expected !== '*' && expected !== stored?.version) {
          throw new StaleStateError('The state was changed meanwhile.');
        }
        return [next, next.version];
      });
    },
    remove: async (key) => documents.update(pathOf(key), () => [null, undefined]),
    async ownedBy({ channel, tenant, id }) {
      const isMeant = (owner: Owner): boolean =>
        (channel ?? owner.channel) === owner.channel &&
        (tenant ?? owner.tenant) === owner.tenant &&
        (id ?? owner.id) === owner.id;
      const found = await sweep(folder);
      return found.flatMap(({ age: { key, owner } }) => (owner && isMeant(owner) ? [{ key, owner }] : []));
    },
    async purge(before) {
      const limit = before.toISOString();
      const old = (await sweep(folder)).filter(({ age }) => age.writtenAt < limit);
      for (const { path } of old) {
        // Looked at again: it may have been written since.
        await documents.update(path, (stored) =>
          stored?.writtenAt !== undefined && stored.writtenAt < limit
            ? [null, undefined]
            : [stored, undefined],
        );
      }
      return old.length;
    },
    whenIdle: documents.whenIdle,
  };
}

import { join } from 'node:path';
import type { Documents } from './lowdb-documents.js';
import type { Site } from './lowdb-file.js';
import type { Age } from './lowdb-shapes.js';
import { StoreError } from './store-error.js';

/** A file, and how old and whose it is. */
export interface Swept {
  readonly path: string;
  readonly age: NonNullable<Age>;
}

/**
 * Looks at all files of a folder, in the order of their names. Passed over are those of before ages were noted, and damaged ones:
 * these are told to operators, who alone can tell what is in them.
 */
export function createSweep<T>(
  { disk, log }: Site,
  documents: Documents<T, Age>,
): (folder: string) => Promise<readonly Swept[]> {
  return async (folder) => {
    const found: Swept[] = [];
    for (const name of [...(await disk.list(folder))].sort()) {
      if (!name.endsWith('.json')) continue;
      const path = join(folder, name);
      try {
        const age = await documents.summary(path);
        if (age) found.push({ path, age });
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.warn({ file: path, reason: error.message }, 'A damaged file was passed over.');
      }
    }
    return found;
  };
}

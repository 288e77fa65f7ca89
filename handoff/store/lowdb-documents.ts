import { type Change, type Document, openDocument } from './lowdb-document.js';
import { type Kind, type Site, safeFile } from './lowdb-file.js';

/** Many files of one kind, of which only the ones used last stay in memory. */
export interface Documents<T, S> {
  read(path: string): Promise<T | null>;
  /** For the start only: not kept in memory, and not in step with running writes. */
  summary(path: string): Promise<S | null>;
  update<R>(path: string, change: Change<T, R>): Promise<R>;
  /** Resolves when all writes have ended. */
  whenIdle(): Promise<void>;
}

/** `cached`: how many files to keep in memory; more only while they are being written. */
export function openDocuments<T, S>(kind: Kind<T, S>, site: Site, cached: number): Documents<T, S> {
  /** In the order of their last use. */
  const open = new Map<string, Document<T>>();

  function at(path: string): Document<T> {
    const document = open.get(path) ?? openDocument(path, kind, site);
    open.delete(path);
    for (const [other, { isIdle }] of open) {
      if (open.size < cached) break;
      if (isIdle()) open.delete(other);
    }
    open.set(path, document);
    return document;
  }

  return {
    read: (path) => at(path).read(),
    summary: (path) => safeFile(path, kind, site).summary(),
    // Never hand out the document itself: one that was dropped from memory and is written later would overwrite its successor.
    update: (path, change) => at(path).update(change),
    async whenIdle() {
      await Promise.all([...open.values()].map((document) => document.whenIdle()));
    },
  };
}

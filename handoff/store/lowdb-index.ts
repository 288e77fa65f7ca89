import type { Owner } from '../case.js';

export interface Drafted {
  readonly draftId: string;
  readonly owner: Owner;
}

/** Where each record lies, in memory, so that no look-up reads more than one file. Places grow in order of receipt. */
export interface RecordIndex {
  add(record: Drafted & { readonly id: string }, place: number): void;
  /** The record belongs to somebody else from now on. */
  move(id: string, from: Owner, to: Owner): void;
  place(id: string): number | undefined;
  idOfDraft(draftId: string): string | undefined;
  /** In order of receipt; of one owner, or all. */
  ids(owner?: Owner): readonly string[];
}

export function createRecordIndex(): RecordIndex {
  const places = new Map<string, number>();
  const drafts = new Map<string, string>();
  const owners = new Map<string, string[]>();

  function give(id: string, owner: Owner): void {
    const key = ownerKey(owner);
    const theirs = owners.get(key);
    if (theirs) theirs.push(id);
    else owners.set(key, [id]);
  }

  return {
    add({ id, draftId, owner }, place) {
      give(id, owner);
      places.set(id, place);
      drafts.set(draftId, id);
    },
    move(id, from, to) {
      const theirs = owners.get(ownerKey(from))?.filter((one) => one !== id) ?? [];
      if (theirs.length > 0) owners.set(ownerKey(from), theirs);
      else owners.delete(ownerKey(from));
      give(id, to);
    },
    place: (id) => places.get(id),
    idOfDraft: (draftId) => drafts.get(draftId),
    ids: (owner) => (owner ? [...(owners.get(ownerKey(owner)) ?? [])] : [...places.keys()]),
  };
}

/** Exact: no two owners have the same. */
const ownerKey = ({ channel, tenant, id }: Owner) => JSON.stringify([channel, tenant, id]);

import { nobody } from '../anonymous.js';
import { type Callback, type Case, isSameOwner } from '../case.js';
import type { Outbox } from '../store/store.js';
import type { Deed, TrailEntry } from '../trail.js';

/** What a note in the journal says, in English, for staff. */
export interface News {
  readonly title: string;
  readonly text: string;
}

/** What a row tells of a case that has an incident already; undefined: nothing that is worth a note. */
export function newsOfCase({ topic, entry }: Outbox, one: Case): News | undefined {
  if (topic === 'case-opened') return undefined;
  const done = entry === undefined ? undefined : one.trail?.[entry];
  if (done) return newsOfEntry(done);
  return isForgotten(one)
    ? {
        title: 'The customer asked to be forgotten',
        text: 'Their name, addresses and numbers are gone from the case; please remove them here, too.',
      }
    : undefined;
}

/** Whether the case no longer says who it was for. */
export function isForgotten({ owner }: Case): boolean {
  return isSameOwner(owner, nobody);
}

const did: Readonly<Record<Deed, string | undefined>> = {
  claim: 'took the case',
  release: 'gave the case back',
  grade: 'gave another priority',
  status: 'gave another status',
  note: 'wrote a note',
  add: 'added details',
  ring: undefined,
  answered: 'answered the call',
  missed: 'did not reach the customer',
  retry: undefined,
  done: 'ended the callback',
  cancel: 'called the callback off',
};

function newsOfEntry(entry: TrailEntry): News {
  const { by, deed, note, shown, added, before, after } = entry;
  const changes = ['priority', 'status']
    .filter((field) => after[field] !== undefined)
    .map((field) => `${field}: ${before[field] ?? 'none'} → ${after[field] ?? 'none'}`);
  const lines = [
    ...changes,
    note,
    added && added.files.length > 0 ? `Files: ${added.files.join(', ')}` : '',
    added?.log,
    shown ? '(The customer can read this.)' : '',
  ];
  return { title: `${by.name} ${did[deed] ?? deed}`, text: textOf(lines) };
}

const wanted: Readonly<Record<Callback['kind'], string>> = {
  now: 'The customer wants to be called at once.',
  queue: 'The customer waits to be called in turn.',
};

/** What a row tells of a callback that is about a case; undefined: nothing that is worth a note. */
export function newsOfCallback({ topic, entry }: Outbox, one: Callback): News | undefined {
  const number = one.phone && `Number: ${one.phone}`;
  if (topic === 'callback-requested')
    return { title: 'The customer asks for a call', text: textOf([wanted[one.kind], number]) };
  const done = entry === undefined ? undefined : one.trail?.[entry];
  if (done) {
    const what = did[done.deed];
    const who = done.deed === 'answered' ? 'The customer' : done.by.name;
    return what === undefined || done.deed === 'claim' || done.deed === 'release'
      ? undefined
      : { title: `${who} ${what}`, text: textOf([done.note]) };
  }
  if (topic === 'callback-cancelled') return { title: 'The customer called the callback off', text: '' };
  return one.phone === ''
    ? undefined
    : { title: 'The customer changed the callback', text: textOf([wanted[one.kind], number]) };
}

function textOf(lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}

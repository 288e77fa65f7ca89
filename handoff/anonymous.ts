import { isAddition } from './additions.js';
import type { Callback, Case, Contact, Owner } from './case.js';
import { withoutContact } from './redact.js';
import type { TrailEntry } from './trail.js';

/** Nobody writes under this identity: channels give none without an id. */
export const nobody: Owner = { channel: 'forgotten', tenant: '', id: '' };

const personal = ['name', 'email', 'phone'];

/**
 * The case without who it was for: identity, contact, the first message, and their name, address and number wherever they stand
 * in other answers and in what they added. What was wrong and what became of it stays.
 */
export function anonymousCase(one: Case): Case {
  const { forget: _done, ...rest } = one;
  const { name, email, phone } = one.contact;
  const hidden = [name, email, phone].filter((text) => text.length > 2);
  const without = (text: string) => hidden.reduce((left, known) => left.replaceAll(known, '…'), text);
  return {
    ...rest,
    owner: nobody,
    conversation: null,
    contact: { name: '', email: '', phone: '' },
    firstMessage: '',
    description: without(one.description),
    notes: one.notes.map(without),
    ...(one.trail && {
      trail: one.trail.map((entry) => withoutPerson(entry, one.contact, without)),
    }),
    answers: Object.fromEntries(
      Object.entries(one.answers)
        .filter(([id]) => !personal.includes(id))
        .map(([id, answer]) => [id, without(answer)]),
    ),
  };
}

/** The callback without who was to be rung, and under which number. */
export function anonymousCallback(one: Callback): Callback {
  const { forget: _done, ...rest } = one;
  const trail = one.trail?.map(({ note: _note, ...entry }) => entry);
  return { ...rest, owner: nobody, conversation: null, phone: '', notes: [], ...(trail && { trail }) };
}

/** Customers add what they like, another number or a signature too: contact data of any kind go. */
function withoutPerson(
  entry: TrailEntry,
  { name, email, phone }: Contact,
  without: (text: string) => string,
): TrailEntry {
  if (!isAddition(entry)) return entry.note ? { ...entry, note: without(entry.note) } : entry;
  const hide = (text: string) => withoutContact(text, [name, email, phone]);
  const { note = '', added } = entry;
  return {
    ...entry,
    note: hide(note),
    ...(added && { added: { ...added, files: added.files.map(hide), log: hide(added.log) } }),
  };
}

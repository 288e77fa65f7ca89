import { createHash } from 'node:crypto';
import type { Label } from '../../knowledge/search/label.js';
import { intents } from '../../knowledge/search/recognition.js';

/** The intent that every CLU project has, for what belongs to no other. */
const none = 'None';

/** All problem reports are one intent: what priority they have is asked, never guessed. */
const incident = 'incident';

/** Longest name of an intent that CLU takes. */
const longestName = 50;

/**
 * The name of the CLU intent for a label: `faq.<entry>`, `action.<intent>`, `smalltalk.<topic>`, `incident`, `None`. An id
 * that is too long, or has signs that CLU does not take, is cut and told apart by a hash.
 */
export function intentName({ kind, id }: Label): string {
  if (kind === 'unknown') return none;
  if (kind === 'incident') return incident;
  const name = `${kind}.${id}`;
  if (name.length <= longestName && /^[\w.-]+$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.replace(/[^\w.-]+/g, '-').slice(0, longestName - 9)}-${hash}`;
}

/**
 * The label that an intent's name stands for, by the ids of the entries that there are; the id of `incident` and `None` is
 * empty. Undefined for a name that this knowledge does not know: the project was made from other content.
 */
export function labelNamed(name: string, entries: readonly { readonly id: string }[]): Label | undefined {
  if (name === none) return { kind: 'unknown', id: '' };
  if (name === incident) return { kind: 'incident', id: '' };
  const dot = name.indexOf('.');
  const kind = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  // Topics of small talk are the editor's: a general answer is there for one that has none of its own.
  if (kind === 'smalltalk') return { kind, id: rest };
  const labels: readonly Label[] =
    kind === 'faq'
      ? entries.map(({ id }) => ({ kind, id }))
      : kind === 'action'
        ? intents.map((id) => ({ kind, id }))
        : [];
  return labels.find(({ id }) => id === rest) ?? labels.find((label) => intentName(label) === name);
}

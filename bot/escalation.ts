import { entryAt } from '../dialogs/find-entry.js';
import type { Services } from '../dialogs/services.js';
import type { Turn } from '../dialogs/turn.js';
import type { Use } from '../handoff/use.js';
import type { Beginning, DialogId } from './turn.js';

type To = Extract<Use, { readonly what: 'escalated' }>['to'];

const ways: Readonly<Partial<Record<DialogId, { readonly to: To; readonly offers: readonly string[] }>>> = {
  incident: { to: 'case', offers: ['open-case', 'triage'] },
  callback: { to: 'callback', offers: ['callback-now', 'callback-queue'] },
  person: { to: 'person', offers: ['human'] },
};

/**
 * Notes that the customer asked for a case, a callback or a person. It counts against the last answer, unless its entry offers
 * that way itself: who asks how a case is opened, and opens one, was answered. A report of a problem is no escalation.
 */
export function noteEscalation(services: Services, turn: Turn, { dialog, instead }: Beginning): void {
  const way = ways[dialog];
  const { memory, recognition, guided, note } = turn;
  if (way === undefined || instead || (guided && dialog !== 'person')) return;
  const { answered } = memory;
  if (!guided) delete memory.answered;
  if (dialog === 'incident' && recognition.kind === 'incident') return;
  const offers = answered === undefined ? [] : (entryAt(services, answered.entry)?.entry.offers ?? []);
  const against = way.offers.some((id) => offers.includes(id)) ? undefined : answered;
  note({
    what: 'escalated',
    to: way.to,
    answer: against?.answer ?? null,
    entry: against?.entry ?? null,
  });
}

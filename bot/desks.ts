import { createBuiltInDesk } from '../handoff/desks/built-in.js';
import type { Desk } from '../handoff/desks/desk.js';
import { createIvantiDesk } from '../handoff/desks/ivanti.js';
import { readIvantiMapping } from '../handoff/desks/ivanti-mapping.js';
import { createWebhookDesk } from '../handoff/desks/webhook.js';
import type { Log } from '../handoff/log.js';
import type { CaseStore } from '../handoff/store/store.js';
import type { Config } from './config.js';

/** Under this name the outbox addresses the customer, who is written to in the conversation that a case or callback came from. */
export const customerTarget = 'customer';

/** ... and the telephone, which rings for whom wants to be called now. */
export const telephoneTarget = 'telephone';

/**
 * The desks that hear of every case and callback, by the name under which the outbox addresses them. `announce`: told of each.
 * Throws a BuildError with the mistakes of `itsm.yaml`.
 */
export function openDesks(
  { webhook, itsm, content }: Config,
  {
    store,
    now,
    log,
    announce,
  }: {
    readonly store: CaseStore;
    readonly now: () => Date;
    readonly log: Log;
    readonly announce?: (subject: string) => void;
  },
): ReadonlyMap<string, Desk> {
  const desks = new Map<string, Desk>([['built-in', createBuiltInDesk(announce)]]);
  if (webhook) desks.set('webhook', createWebhookDesk({ ...webhook, now }));
  if (itsm) {
    const keepTicket = async (number: string, ticket: string): Promise<void> => {
      await store.updateCase(number, { ticket }, now(), ['built-in']);
    };
    desks.set('itsm', createIvantiDesk({ ...itsm, mapping: readIvantiMapping(content), keepTicket, log }));
  }
  return desks;
}

import { join } from 'node:path';
import type { Wording } from '../dialogs/wording.js';
import type { Desk } from '../handoff/desks/desk.js';
import { createTelephoneDesk } from '../handoff/desks/telephone.js';
import { createByHand } from '../handoff/diallers/by-hand.js';
import type { Dialler } from '../handoff/diallers/dialler.js';
import { createSimulator } from '../handoff/diallers/simulator.js';
import { createHandoff, type Handoff } from '../handoff/handoff.js';
import { createStaff } from '../handoff/staff.js';
import type { Store } from '../handoff/store/store.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Config } from './config.js';
import { createDesk, type StaffDesk } from './desk/desk.js';
import { loadDeskPages } from './desk/desk-pages.js';
import { customerTarget, openDesks, telephoneTarget } from './desks.js';
import type { Logger } from './log.js';

/** What becomes of cases and callbacks: who takes them, hears of them, works on them, and rings. */
export interface CaseWork {
  readonly handoff: Handoff;
  /** Where staff work, in the browser. */
  readonly desk: StaffDesk;
  /** Who is delivered to, by the name under which the outbox addresses them; all but the customer. */
  readonly desks: ReadonlyMap<string, Desk>;
  readonly dialler: Dialler;
}

/** `secret`: what sessions at the desk are signed with. Rejects naming the file of the desk's pages that is missing. */
export async function openCaseWork(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly say: Wording;
  readonly secret: string;
  readonly now: () => Date;
  readonly log: Logger;
}): Promise<CaseWork> {
  const { config, store, knowledge, say, secret, now, log } = parts;
  const desks = openDesks(config, {
    store: store.cases,
    now,
    log,
    announce: (subject) => desk.announce(subject),
  });
  const targets = [...desks.keys()];
  const told = { targets, callbackTargets: [...targets, telephoneTarget] };
  const handoff = createHandoff({ store: store.cases, ...told, now });
  const staff = createStaff({ store: store.cases, ...told, customerTargets: [customerTarget], now, log });

  const isSimulated = config.desk.telephone === 'simulator';
  const simulator = isSimulated ? createSimulator({ staff, now, log }) : undefined;
  const dialler = simulator ?? createByHand();
  const desk = await createDesk({
    staff,
    store,
    states: store.state,
    knowledge,
    say,
    now,
    logger: log,
    settings: config.desk,
    secret,
    pages: await loadDeskPages(join(config.root, 'web/desk')),
    behindProxy: config.behindProxy,
    simulator,
  });
  const telephone = createTelephoneDesk(dialler, staff);
  return { handoff, desk, desks: new Map([...desks, [telephoneTarget, telephone]]), dialler };
}

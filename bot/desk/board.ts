import { isAddition } from '../../handoff/additions.js';
import type { Case } from '../../handoff/case.js';
import type { QueuedCallback } from '../../handoff/staff.js';
import type { StaffMember } from '../../handoff/trail.js';
import { formatPhone } from '../../knowledge/phone.js';
import type { DeskParts } from './desk-parts.js';
import { dialAddress } from './dial-address.js';

/** As many closed cases as are of interest to anybody but the archive. */
const mostCases = 500;

/** The two lists that staff work from. `all`: closed cases, too. */
export async function boardOf(parts: DeskParts, me: StaffMember, all: boolean): Promise<object> {
  const { staff, now } = parts;
  const cases = await staff.cases({ open: !all, limit: mostCases });
  const queue = await staff.queue();
  return {
    at: now().toISOString(),
    cases: cases.map((one) => caseItem(parts, me, one)),
    callbacks: queue.map((one) => callbackItem(parts, me, one)),
  };
}

/** A case in one line. */
export function caseItem({ knowledge }: Pick<DeskParts, 'knowledge'>, me: StaffMember, one: Case): object {
  const because = knowledge.rules.criteria.find(({ id }) => id === one.criterion);
  return {
    number: one.number,
    ticket: one.ticket ?? null,
    priority: one.priority,
    criterion: one.criterion,
    reason: because?.reason ?? null,
    product: one.product,
    version: one.version,
    status: one.status,
    description: one.description,
    customer: one.contact.name,
    createdAt: one.createdAt,
    added: addedAt(one),
    disputed: one.notes.includes('grade-disputed'),
    claimedBy: claim(one.claimedBy, me),
  };
}

/** When the customer added something that nobody of the staff has followed up yet; null when there is nothing. */
function addedAt({ trail = [] }: Case): string | null {
  const last = trail.at(-1);
  return last !== undefined && isAddition(last) ? last.at : null;
}

/** A callback in one line. */
export function callbackItem(
  { settings }: Pick<DeskParts, 'settings'>,
  me: StaffMember,
  one: Omit<QueuedCallback, 'place'> & { readonly place?: number | undefined },
): object {
  return {
    id: one.id,
    kind: one.kind,
    phone: formatPhone(one.phone),
    dial: dialAddress(settings, one.phone),
    case: one.caseNumber,
    status: one.status,
    requestedAt: one.requestedAt,
    place: one.place ?? null,
    claimedBy: claim(one.claimedBy, me),
  };
}

function claim(by: StaffMember | null | undefined, me: StaffMember): object | null {
  return by ? { name: by.name, mine: by.id === me.id } : null;
}

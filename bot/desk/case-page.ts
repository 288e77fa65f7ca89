import { type Case, isClosed } from '../../handoff/case.js';
import type { StaffMember } from '../../handoff/trail.js';
import { formatPhone } from '../../knowledge/phone.js';
import { callbackItem, caseItem } from './board.js';
import type { DeskParts } from './desk-parts.js';
import { dialAddress } from './dial-address.js';
import { transcriptOf } from './transcript.js';

/** How long before a case its conversation may have begun, in milliseconds. */
const beforehand = 24 * 60 * 60 * 1000;

/** Everything that staff should see of a case; undefined when there is none. The customer's access code is theirs alone. */
export async function casePage(
  parts: DeskParts,
  me: StaffMember,
  number: string,
): Promise<object | undefined> {
  const { staff, store, say } = parts;
  const found = await staff.find(number);
  if (!found) return undefined;
  const one = found.case;
  const callbacks = await Promise.all(
    found.callbacks.map(async (callback) =>
      callbackItem(parts, me, { ...callback, place: await store.cases.placeInQueue(callback.id) }),
    ),
  );
  const undelivered = (await store.cases.undelivered()).filter(
    ({ subject, target, state }) => subject === number && target === 'customer' && state === 'dead',
  );
  return {
    ...caseItem(parts, me, one),
    closed: isClosed(one),
    firstMessage: one.firstMessage,
    contact: contactOf(parts, one),
    answers: answersOf(parts, one),
    notes: one.notes.map((id) => ({ id, text: say.maybe(`note.${id}`) ?? id })),
    related: one.related,
    trail: one.trail ?? [],
    untold: undelivered.map(({ entry, lastError }) => ({ entry, reason: lastError })),
    callbacks,
    tried: await triedFor(parts, one),
    transcript: (await transcriptOf(store.log, one.conversation)) ?? null,
    channel: one.owner.channel,
  };
}

function contactOf({ settings }: DeskParts, { contact }: Case): object {
  const { phone } = contact;
  return { ...contact, phone: phone === '' ? '' : formatPhone(phone), dial: dialAddress(settings, phone) };
}

/** Shown elsewhere, or worked out by the bot and no answer at all. */
const noAnswers = [
  ...['description', 'product', 'version', 'name', 'email', 'phone'],
  ...['deployment', 'priority', 'callback'],
];
/** What the customer sent along belongs to the evidence. */
const sent = ['files', 'log'];

/** Answers by what they are for: what decides the grade, the evidence, and the rest. */
function answersOf({ knowledge, say }: DeskParts, { answers }: Case): readonly object[] {
  return Object.entries(answers)
    .filter(([id]) => !noAnswers.includes(id))
    .map(([id, value]) => {
      const question = knowledge.rules.questions.find((one) => one.id === id);
      return {
        id,
        part: question?.part ?? (sent.includes(id) ? 'evidence' : id === 'contract' ? id : 'more'),
        label: say.maybe(`line.${id}`) ?? id,
        value: say.maybe(`choice.${id}.${value}`) ?? say.maybe(`choice.${value}`) ?? value,
      };
    });
}

/** What the bot had answered to this customer in the day before the case. */
async function triedFor(
  { store, knowledge }: DeskParts,
  { owner, createdAt }: Case,
): Promise<readonly object[]> {
  const until = Date.parse(createdAt);
  const uses = await store.feedback.list({ owner, since: new Date(until - beforehand) });
  const titleOf = (id: string) =>
    knowledge.entries.find((entry) => entry.id === id.split('#')[0])?.title ?? id;
  return uses
    .filter(({ at }) => Date.parse(at) <= until)
    .flatMap(({ at, use }): readonly object[] => {
      if (use.what === 'answered') return [{ at, asked: use.text, answer: titleOf(use.entry), found: true }];
      if (use.what === 'unanswered') return [{ at, asked: use.text, answer: null, found: false }];
      return [];
    });
}

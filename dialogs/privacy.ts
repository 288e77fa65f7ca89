import { isAddition } from '../handoff/additions.js';
import { isClosed, isOpen } from '../handoff/case.js';
import type { PersonalData } from '../handoff/privacy.js';
import type { TrailEntry } from '../handoff/trail.js';
import { choiceIn, commandIn, mentions } from '../knowledge/replies.js';
import { yesNo } from './form.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import { caseLine } from './status.js';
import type { Turn } from './turn.js';

const demands = ['privacy-forget', 'privacy-export', 'privacy-show'] as const;

/** Words of a demand; in a longer message they are part of a question to the document. */
const demandWords = 14;

/** What the customer demands about their own data; undefined when the message is about something else. */
export function privacyDemand({ knowledge }: Services, { text, awaited, guided }: Turn) {
  const { replies } = knowledge;
  // In the middle of something else "yes" may be meant for that.
  const consents = guided ? undefined : choiceIn(text, yesNo, replies);
  const confirms = commandIn(text, replies) === 'privacy-confirm' || consents === 'yes';
  if (awaited?.kind === 'forget' && confirms) return 'privacy-confirm';
  if (text.split(/\s+/).length > demandWords) return undefined;
  return demands.find((demand) => mentions(text, demand, replies));
}

/** Shows, exports, or after consent removes what is kept about the customer (section confidential-information). */
export async function privacy(services: Services, turn: Turn): Promise<readonly Reply[]> {
  const person = { owners: [turn.owner] };
  switch (privacyDemand(services, turn)) {
    case 'privacy-confirm':
      return [await forget(services, turn)];
    case 'privacy-forget':
      turn.memory.awaits = { kind: 'forget' };
      return [forgetQuestion(services, await services.privacy.dataOf(person))];
    case 'privacy-export':
      return exported(services, turn, await services.privacy.dataOf(person));
    default:
      return [known(services, await services.privacy.dataOf(person))];
  }
}

function known(services: Services, data: PersonalData): Reply {
  const { say } = services;
  const lines = linesOf(services, data);
  return {
    text: lines === '' ? say('privacy.nothing') : say('privacy.known', { lines: { markdown: lines } }),
  };
}

/** Cases, callbacks, contact data and the number of conversations, one a line. */
function linesOf(services: Services, { cases, callbacks, state, uses }: PersonalData): string {
  const { say } = services;
  const contacts = new Set(
    cases.map(({ contact: { name, email, phone } }) =>
      [name, email, showPhone(phone)].filter(Boolean).join(', '),
    ),
  );
  return [
    ...cases.flatMap((one) => [caseLine(services, one), ...(one.forget ? [say('privacy.forgetting')] : [])]),
    ...callbacks.map(({ id, phone, status }) =>
      say('privacy.callback', { id, phone: showPhone(phone), status: say(`callback-status.${status}`) }),
    ),
    ...(contacts.size > 0 ? [say('privacy.contact', { contacts: [...contacts].join('; ') })] : []),
    ...(state.length > 0
      ? [say('privacy.conversations', { count: state.length, days: services.privacy.retentionDays })]
      : []),
    ...(uses.length > 0
      ? [say('privacy.uses', { count: uses.length, days: services.privacy.retentionDays })]
      : []),
  ].join('\n');
}

/** As many characters of machine-readable text as a message carries. */
const exportLimit = 12_000;

function exported(services: Services, turn: Turn, data: PersonalData): readonly Reply[] {
  const { say } = services;
  const cases = data.cases.map(
    ({ accessCode: _secret, conversation: _address, draftId: _id, claimedBy: _who, trail, ...one }) => ({
      ...one,
      added: added(trail),
      support: support(trail),
    }),
  );
  const callbacks = data.callbacks.map(
    ({ conversation: _address, draftId: _id, claimedBy: _who, trail, ...one }) => ({
      ...one,
      support: support(trail),
    }),
  );
  const json = JSON.stringify(
    {
      cases,
      callbacks,
      conversations: data.state.length,
      uses: data.uses.map(({ at, use }) => ({ at, ...use })),
    },
    null,
    1,
  );
  const fits = json.length <= exportLimit;
  const cut = fits ? [] : [say('privacy.export-cut', { id: turn.owner.id })];
  // A fence that no text within can close.
  const fence = '`'.repeat(Math.max(3, ...[...json.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const code = fits ? [`${fence}json\n${json}\n${fence}`] : [];
  return [{ text: [say('privacy.export-head'), linesOf(services, data), ...cut, ...code].join('\n\n') }];
}

/** What the customer added to a case, whole. */
function added(trail: readonly TrailEntry[] = []): readonly object[] {
  return trail.filter(isAddition).map(({ at, note = '', added }) => ({
    at,
    words: note,
    files: added?.files ?? [],
    log: added?.log ?? '',
  }));
}

/** What support did, without the people and what they wrote for each other. */
function support(trail: readonly TrailEntry[] = []): readonly object[] {
  return trail
    .filter((entry) => !isAddition(entry))
    .map(({ at, deed, note, shown }) => ({ at, deed, ...(note && shown && { note }) }));
}

function forgetQuestion({ say }: Services, { cases, callbacks }: PersonalData): Reply {
  const list = (ids: readonly string[]): string =>
    ids.length > 0 ? ids.join(', ') : say('privacy.none-open');
  return {
    text: say('privacy.forget-ask', {
      cases: list(cases.filter((one) => !isClosed(one)).map(({ number }) => number)),
      callbacks: list(callbacks.filter(isOpen).map(({ id }) => id)),
    }),
    buttons: [{ title: say('privacy.forget-confirm') }],
  };
}

async function forget({ say, privacy: kept, handoff }: Services, turn: Turn): Promise<Reply> {
  const { owner, memory, conversationKey } = turn;
  for (const { id } of await handoff.callbacksOf(owner)) await handoff.cancelCallback(owner, id);
  const { made, kept: open, removed } = await kept.forget({ owners: [owner] }, conversationKey);
  for (const key of Object.keys(memory)) delete memory[key as keyof typeof memory];
  return {
    text: [
      say('privacy.forgotten', { made, removed: Math.max(1, removed) }),
      ...(open > 0 ? [say('privacy.forgotten-open', { kept: open })] : []),
      say('privacy.forgotten-elsewhere'),
    ].join('\n\n'),
  };
}

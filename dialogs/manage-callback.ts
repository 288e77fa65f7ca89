import type { CallbackKind } from '../handoff/case.js';
import type { CallbackChanged, PlacedCallback } from '../handoff/handoff.js';
import { formatPhone, readPhone } from '../knowledge/phone.js';
import { mentions } from '../knowledge/replies.js';
import { callRoutes } from './call-routes.js';
import { kindAsked, regionCountry } from './callback-facts.js';
import { callbackLine, openAlready, routeReason, servedLater, servedWhen } from './callback-words.js';
import { entitlementOf } from './entitlement.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

const requests = ['cancel-callback', 'place-in-queue', 'move-callback', 'appointment'] as const;

/** An order is short; in a longer message such words are part of a story. */
const orderWords = 12;

/** What the customer wants done with a callback that was requested before, in the content's own phrases. */
function requestIn({ knowledge, say }: Services, turn: Turn, open: readonly PlacedCallback[]) {
  const button = open.find(({ id }) => turn.text === say('callback.cancel-one', { id }));
  if (button) return 'cancel-callback';
  if (turn.awaited?.kind === 'phone' && readPhone(turn.text).kind !== 'refused') return 'move-callback';
  if (turn.awaited?.kind === 'phone' && /\d{3}/.test(turn.text)) return 'move-callback';
  return requests.find((request) => mentions(turn.text, request, knowledge.replies));
}

/**
 * Whether the message is about an open callback of the customer's. Without one, "call me on ..." asks for a new one; and where a
 * callback is being arranged, only what cannot be meant for that is.
 */
export async function managesCallback(services: Services, turn: Turn, arranging: boolean): Promise<boolean> {
  const open = await services.handoff.callbacksOf(turn.owner);
  const request = requestIn(services, turn, open);
  // The one that is being arranged is meant, unless another is named.
  if (arranging && request === 'cancel-callback' && meantIn(turn, open) === open) return false;
  if (request === 'appointment')
    return turn.recognition.kind !== 'incident' && turn.text.split(/\s+/).length <= orderWords;
  if (request !== undefined) return open.length > 0 || (request !== 'move-callback' && !turn.guided);
  const { intent } = turn.recognition;
  const asksForOne = intent === 'callback-now' || intent === 'callback-queue';
  if (!asksForOne || arranging || mentions(turn.text, 'another-callback', services.knowledge.replies))
    return false;
  const existing = openFor(turn, open);
  const kind = kindAsked(services, turn.text);
  if (existing === undefined || kind === undefined || kind === existing.kind) return existing !== undefined;
  // Another kind is arranged like a new callback, unless it is not to be had whatever else the customer says.
  return (await refusalOf(services, turn, existing, kind)) !== undefined;
}

/** The open callback that "call me" would double: that of the newest case, or the newest where there is no case. */
function openFor({ memory }: Turn, open: readonly PlacedCallback[]): PlacedCallback | undefined {
  return open.findLast(
    ({ caseNumber }) => memory.caseNumber === undefined || caseNumber === memory.caseNumber,
  );
}

/** Cancels or moves an open callback, tells its place, or shows it where a second one was asked for (section self-service-portal). */
export async function manageCallback(services: Services, turn: Turn): Promise<Reply> {
  const { handoff, say } = services;
  const open = await handoff.callbacksOf(turn.owner);
  const request = requestIn(services, turn, open);
  const [meant, ...others] = meantIn(turn, open);
  if (request === 'appointment') return noAppointment(services, turn, meant);
  if (meant === undefined)
    return { text: say('callback.none'), buttons: [{ title: say('offer.callback-queue') }] };
  if (request === undefined) return await shown(services, turn, openFor(turn, open) ?? meant);
  if (request === 'place-in-queue')
    return { text: [meant, ...others].map((one) => placeText(services, turn, one)).join('\n\n') };
  if (others.length > 0) return whichOf(services, open);
  if (request === 'cancel-callback')
    return outcome(services, await handoff.cancelCallback(turn.owner, meant.id), 'callback.cancelled');
  return await move(services, turn, meant);
}

/** The document knows two kinds of callback, neither of them at an agreed time. */
function noAppointment({ say }: Services, { guided }: Turn, open: PlacedCallback | undefined): Reply {
  const text = say('callback.no-appointment');
  if (guided) return { text };
  if (open === undefined) return { text, buttons: [{ title: say('offer.callback-queue') }] };
  const { id, phone } = open;
  return {
    text: `${text} ${say('callback.still-open', { id, phone: showPhone(phone) })}`,
    buttons: [{ title: say('callback.cancel-one', { id }) }],
  };
}

/** The callbacks that a message may mean: the one it names by its id or case, the one that was talked about, or all. */
function meantIn({ text, awaited }: Turn, open: readonly PlacedCallback[]): readonly PlacedCallback[] {
  const said = text.toUpperCase();
  const named = open.filter(
    ({ id, caseNumber }) =>
      said.includes(id) ||
      (caseNumber !== null && said.includes(caseNumber)) ||
      (awaited?.kind === 'phone' && awaited.callback === id),
  );
  return named.length > 0 ? named : open;
}

function whichOf(services: Services, open: readonly PlacedCallback[]): Reply {
  const { say } = services;
  return {
    text: say('callback.which', {
      lines: { markdown: open.map((one) => callbackLine(services, one)).join('\n') },
    }),
    buttons: open.map(({ id }) => ({ title: say('callback.cancel-one', { id }) })),
  };
}

async function move(services: Services, turn: Turn, callback: PlacedCallback): Promise<Reply> {
  const { say, handoff } = services;
  const { country, region } = await entitlementOf(services, turn, {});
  const found = readPhone(turn.text, country ?? regionCountry(services, region));
  const digits = /\d{3}/.test(turn.text);
  if (found.kind === 'phone') {
    const changed = await handoff.changeCallback(turn.owner, callback.id, { phone: found.value });
    return outcome(services, changed, callback.kind === 'now' ? 'callback.moved-now' : 'callback.moved');
  }
  turn.memory.awaits = { kind: 'phone', callback: callback.id };
  if (found.kind === 'several')
    return {
      text: say('unclear.phone-several'),
      buttons: found.values.map((title) => ({ title: formatPhone(title) })),
    };
  const reason = found.kind === 'refused' ? found.reason : found.kind;
  const hint = digits ? (say.maybe(`unclear.phone-${reason}`) ?? say('unclear.phone')) : undefined;
  return { text: hint ?? say('callback.move-to', { phone: showPhone(callback.phone) }) };
}

/** Why the other kind is not to be had at this time; undefined when it is, or may be. */
async function refusalOf(
  services: Services,
  turn: Turn,
  { caseNumber }: PlacedCallback,
  kind: CallbackKind,
): Promise<string | undefined> {
  const about = (await services.handoff.casesOf(turn.owner)).find(({ number }) => number === caseNumber);
  const { level, region } = await entitlementOf(services, turn, about ? { email: about.contact.email } : {});
  const routes = callRoutes(
    services,
    {
      priority: about?.priority ?? 'unknown',
      ...(level === undefined ? {} : { level }),
      ...(region === undefined ? {} : { region }),
    },
    turn.timeZone,
  );
  const open =
    routes.kinds.includes(kind) ||
    (level === undefined && routes.levelMatters) ||
    (region === undefined && routes.regionMatters);
  if (open) return undefined;
  return services.say('callback.not-now', { why: { markdown: routeReason(services, routes) } });
}

async function shown(services: Services, turn: Turn, callback: PlacedCallback): Promise<Reply> {
  const { say } = services;
  const other = callback.kind === 'now' ? 'queue' : 'now';
  const refusal = await refusalOf(services, turn, callback, other);
  const refused = kindAsked(services, turn.text) === other && refusal !== undefined ? [refusal] : [];
  return {
    text: [...refused, openAlready(services, callback)].join('\n\n'),
    buttons: [
      ...(refusal === undefined ? [{ title: say(`offer.callback-${other}`) }] : []),
      { title: say('callback.cancel-one', { id: callback.id }) },
      { title: say('callback.another') },
    ],
  };
}

function outcome({ say }: Services, changed: CallbackChanged, key: string): Reply {
  if (changed.kind === 'not-found') return { text: say('callback.none') };
  if (changed.kind === 'too-late') return { text: say('callback.too-late') };
  return {
    text: say(key, { phone: showPhone(changed.callback.phone), place: changed.callback.place ?? '' }),
  };
}

/** The place, and that it is not served before support opens, as far as that can be told from what was said here. */
function placeText(
  services: Services,
  { memory, timeZone }: Turn,
  { phone, place, notes }: PlacedCallback,
): string {
  const { say } = services;
  if (place === undefined) return say('callback.ringing', { phone: showPhone(phone) });
  const waits = notes.includes(servedLater);
  const routes = callRoutes(services, { ...memory.stated }, timeZone);
  const when = waits && routes.opening !== 'open' ? servedWhen(services, routes) : '';
  return say('callback.place', { phone: showPhone(phone), place, when: { markdown: when } }).trim();
}

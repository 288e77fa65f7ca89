import type { Callback, Case } from '../handoff/case.js';
import type { DeskRecord } from '../handoff/desks/desk.js';
import type { TrailEntry } from '../handoff/trail.js';
import { showPhone } from './reading.js';
import type { Reply } from './reply.js';
import type { Wording } from './wording.js';

/**
 * What a customer is told of something that staff did to their case or callback. Undefined when it is nothing to them, or no
 * longer so: "your phone is ringing" is of no use afterwards.
 */
export function newsOf(say: Wording, record: DeskRecord, entry: TrailEntry): Reply | undefined {
  return record.kind === 'case'
    ? caseNews(say, record.case, entry)
    : callbackNews(say, record.callback, entry);
}

function caseNews(say: Wording, { number }: Case, entry: TrailEntry): Reply | undefined {
  const { deed, before, after, note } = entry;
  const shown = note !== undefined && entry.shown ? note : undefined;
  const grade = (value: unknown) => (typeof value === 'string' ? value : say('grade.none'));
  if (deed === 'grade') {
    const told = say('news.graded', { number, before: grade(before.priority), after: grade(after.priority) });
    return { text: shown === undefined ? told : `${told} ${say('news.reason', { note: shown })}` };
  }
  const status = typeof after.status === 'string' ? say.maybe(`status.${after.status}`) : undefined;
  if (status === undefined && shown === undefined) return undefined;
  const told = status === undefined ? say('news.note', { number }) : say('news.status', { number, status });
  return { text: shown === undefined ? told : `${told} ${say('news.quote', { note: shown })}` };
}

function callbackNews(say: Wording, callback: Callback, entry: TrailEntry): Reply | undefined {
  const { id, kind, status } = callback;
  const phone = showPhone(callback.phone);
  const again = { buttons: [{ title: say('offer.callback-queue') }] };
  switch (entry.deed) {
    case 'ring':
      return status === 'ringing' ? { text: say('news.ringing', { phone }) } : undefined;
    case 'answered':
      return status === 'connected' ? { text: say(`news.answered-${kind}`) } : undefined;
    case 'missed':
      return {
        text: say(entry.before.status === 'connected' ? 'news.left' : 'news.missed', { phone }),
        ...again,
      };
    case 'retry':
      return { text: say('news.retry', { phone }) };
    case 'done':
      return { text: say('news.done') };
    case 'cancel': {
      const told = say('news.cancelled', { id, phone });
      const { note } = entry;
      return { text: note === undefined ? told : `${told} ${say('news.quote', { note })}`, ...again };
    }
    default:
      return undefined;
  }
}

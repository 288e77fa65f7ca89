import type { Request } from 'restify';
import type { Owner } from '../../handoff/case.js';
import type { Feedback } from '../../handoff/feedback.js';
import { certaintyOf, type Use } from '../../handoff/use.js';
import { createRecent } from '../recent.js';
import type { FoundJson } from './schema.js';

/** Notes for editors what was asked on a page, and what was found. */
export type NoteSearch = (request: Request, found: FoundJson) => void;

/** Whoever reads a page has no identity, and none is made up for them: all of them are one. */
const visitor: Owner = { channel: 'faq', tenant: '', id: 'visitor' };

/** So that a machine that asks on and on takes the place of no customer's question. */
const perHour = 200;
const hour = 60 * 60 * 1000;
/** Pages that are loaded anew ask the same again; as many are remembered. */
const remembered = 1000;

/** `clientAddress`: tells a page that is loaded anew from a question of somebody else; it is not kept. */
export function createNoteSearch(parts: {
  readonly feedback: Pick<Feedback, 'note'>;
  readonly clientAddress: (request: Request) => string;
  readonly newId: () => string;
  readonly now: () => Date;
}): NoteSearch {
  const { feedback, clientAddress, newId, now } = parts;
  const asked = createRecent<true>(remembered);
  let noted = { hour: 0, count: 0 };
  return (request, found) => {
    const key = `${clientAddress(request)} ${found.query}`;
    const use = useOf(found, newId);
    if (use === undefined || asked.has(key)) return;
    asked.set(key, true);
    const current = Math.floor(now().getTime() / hour);
    noted = { hour: current, count: noted.hour === current ? noted.count + 1 : 1 };
    if (noted.count <= perHour) feedback.note({ owner: visitor }, [use]);
  };
}

/** What became of the question; undefined for a request, which is none. */
function useOf(
  { query: text, outcome, entry, section, fact, candidates }: FoundJson,
  newId: () => string,
): Use | undefined {
  if (outcome === 'request') return undefined;
  if (outcome === 'answer' && entry !== null)
    return {
      what: 'answered',
      answer: newId(),
      entry: section === null ? entry.id : `${entry.id}#${section}`,
      shown: fact === null ? 'entry' : 'fact',
      certainty: certaintyOf(candidates[0]?.confidence ?? 0),
      chosen: false,
      text,
    };
  const recognised = candidates.filter(({ confidence }) => confidence !== null).map(({ id }) => id);
  if (outcome === 'choose') return { what: 'offered', entries: recognised, text };
  return { what: 'unanswered', near: candidates[0]?.id ?? null, text };
}

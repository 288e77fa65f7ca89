import { entryAt } from '../../dialogs/find-entry.js';
import type { Intent, Recognition } from '../../knowledge/search/recognition.js';
import type { Recognizer } from '../recognizer/recognizer.js';
import { understand } from '../understand.js';
import { entryAddress } from './address.js';
import { entryJson, sourceJson } from './entry-json.js';
import type { FaqServices } from './faq-services.js';
import { offersOf } from './offers.js';
import type { CandidateJson, FoundJson } from './schema.js';

/** Looks a question up as the bot would, outside any conversation. `limit`: the most candidates. */
export type Find = (query: string, limit: number) => Promise<FoundJson>;

/** What to do about a question that the document does not answer, or that is no question. */
const whenUnanswered = ['open-case', 'callback-queue', 'human'];

const byIntent: Partial<Readonly<Record<Intent, readonly string[]>>> = {
  'create-case': ['open-case'],
  'callback-now': ['callback-now', 'callback-queue'],
  'callback-queue': ['callback-queue', 'callback-now'],
  'case-status': ['case-status'],
  human: ['human'],
};

export function createFind(services: FaqServices, recognizer: Recognizer): Find {
  return async (query, limit) => {
    const recognition = await understand(services, recognizer, query, {});
    const outcome = outcomeOf(recognition);
    const [first] = recognition.entries;
    const place = outcome === 'answer' && first ? entryAt(services, first.id) : undefined;
    const entry = place ? entryJson(services, place.entry) : null;
    return {
      query,
      outcome,
      fact: entry && recognition.fact,
      section: place?.section?.id ?? null,
      entry,
      candidates: candidatesFor(services, recognition, query).slice(0, limit),
      next: offersOf(services, entry ? (place?.entry.offers ?? []) : nextSteps(recognition)),
      source: sourceJson(services),
    };
  };
}

function outcomeOf({ decision, entries, kind }: Recognition): FoundJson['outcome'] {
  if (decision !== 'none' && entries.length > 0) return decision;
  return kind === 'incident' || kind === 'action' ? 'request' : 'none';
}

function nextSteps({ kind, intent }: Recognition): readonly string[] {
  if (kind === 'incident') return ['triage', 'callback-queue'];
  return (intent && byIntent[intent]) ?? whenUnanswered;
}

/** What was recognised, best first, then what is spelt like the question. */
function candidatesFor(
  services: FaqServices,
  { entries }: Recognition,
  query: string,
): readonly CandidateJson[] {
  const recognised = entries.map(({ id, title, confidence }) => ({
    id,
    title,
    url: entryAddress(id),
    confidence,
  }));
  const spelt = services
    .suggest(query)
    .filter(({ id }) => !entries.some((one) => one.id.split('#')[0] === id))
    .map(({ id, title }) => ({ id, title, url: entryAddress(id), confidence: null }));
  return [...recognised, ...spelt];
}

import type { Knowledge } from '../../knowledge/knowledge.js';
import { thresholds as local } from '../../knowledge/search/decide.js';
import type { Label } from '../../knowledge/search/label.js';
import { intents, nothingIn, type Recognition, type Suggestion } from '../../knowledge/search/recognition.js';
import { answersOf } from './clu-entities.js';
import { labelNamed } from './clu-intents.js';
import type { CluPrediction } from './clu-prediction.js';

/** How sure the service must be, by its own confidence. Two readers that agree are right more often than either alone. */
export const cluThresholds = {
  /** Of its first intent, when the local recogniser reads the same. */
  agreeing: 0.4,
  /** Of its first intent, to be believed against the local recogniser. */
  alone: 0.7,
  /** Of an entry that is also the local recogniser's first, to be given outright. */
  confirmed: 0.6,
  /** Of an entry that is not, to be given outright. */
  outright: 0.85,
  /** Of an entry, to be offered. */
  offered: 0.1,
} as const;

/**
 * What the service read, completed by what only the local recogniser knows: the fact, the separate problems, the priority,
 * the answers that a report gives. Nothing but the local reading when the service is not sure enough, or its first intent is
 * none of this knowledge. Pure.
 */
export function withCluResult(
  read: Recognition,
  { intents: found, entities }: CluPrediction,
  { entries, rules }: Pick<Knowledge, 'entries' | 'rules'>,
): Recognition {
  const [first] = found;
  const label = first && labelNamed(first.category, entries);
  if (first === undefined || label === undefined) return read;
  const answers = { ...answersOf(read.text, entities, rules.products), ...read.answers };
  const agreed = isSame(read, label);
  if (first.confidence < (agreed ? cluThresholds.agreeing : cluThresholds.alone)) return { ...read, answers };

  const certainty = agreed ? Math.max(first.confidence, read.certainty) : first.confidence;
  const bare: Recognition = {
    ...nothingIn(read.text),
    kind: label.kind,
    certainty,
    entries: read.entries,
    answers,
  };
  switch (label.kind) {
    case 'incident':
      return agreed ? { ...read, certainty, answers } : { ...bare, problems: 1, parts: [read.text] };
    case 'action':
      return { ...bare, intent: intents.find((intent) => intent === label.id) ?? null };
    case 'smalltalk':
      return { ...bare, topic: label.id };
    case 'unknown':
      return { ...bare, topic: agreed ? read.topic : 'near' };
    case 'faq': {
      const offered = suggestions(found, entries);
      const answered = read.decision === 'answer' && read.entries[0]?.id === label.id;
      return {
        ...bare,
        decision: answered || isOutright(read, label.id, first.confidence) ? 'answer' : 'choose',
        entries: merged(offered, read.entries),
        fact: answered ? read.fact : null,
      };
    }
  }
}

function isSame({ kind, intent }: Recognition, label: Label): boolean {
  return kind === label.kind && (kind !== 'action' || intent === label.id);
}

/** Whether to give an entry outright that the local recogniser would not have given. */
function isOutright(read: Recognition, id: string, confidence: number): boolean {
  const [first] = read.entries;
  if (read.kind === 'unknown' || isHeldBack(read)) return false;
  return confidence >= (first?.id === id ? cluThresholds.confirmed : cluThresholds.outright);
}

/** Sure of the entry, and yet it was not given: the message speaks of what the document is not about, such as a price. */
function isHeldBack({ kind, decision, certainty, entries: [first] }: Recognition): boolean {
  if (kind !== 'faq' || decision !== 'choose' || first === undefined) return false;
  return certainty >= local.question && first.confidence >= local.entry * certainty;
}

function suggestions(found: CluPrediction['intents'], entries: Knowledge['entries']): readonly Suggestion[] {
  return found
    .filter(({ confidence }) => confidence >= cluThresholds.offered)
    .flatMap(({ category, confidence }) => {
      const label = labelNamed(category, entries);
      const entry = label?.kind === 'faq' ? entries.find(({ id }) => id === label.id) : undefined;
      return entry === undefined ? [] : [{ id: entry.id, title: entry.title, confidence }];
    });
}

/** The service's entries, then the local recogniser's; three at most. */
function merged(one: readonly Suggestion[], other: readonly Suggestion[]): readonly Suggestion[] {
  return [...one, ...other.filter(({ id }) => !one.some((known) => known.id === id))].slice(0, 3);
}

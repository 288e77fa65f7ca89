import type { Answers } from '../../policy/intake.js';
import type { Entry } from '../entry.js';
import type { Knowledge } from '../knowledge.js';
import { type Cue, createCueFinder } from './cues.js';
import { decide } from './decide.js';
import { chooseFact, createFactModel, type FactModel, factRows } from './fact-model.js';
import { factsOf } from './facts.js';
import { classesOf } from './label.js';
import type { Model } from './model.js';
import { suggestPriority } from './priority.js';
import { createOutliner } from './problems.js';
import { createRanker } from './ranker.js';
import { type Ranking, rank } from './ranking.js';
import { readingOf } from './reading.js';
import { type Context, type Intent, intents, type Recognition, type Suggestion } from './recognition.js';
import { partsOf } from './several.js';
import { tellFact } from './tell-fact.js';
import { normalise } from './tokenise.js';

/** Reads one message; `context` is what was talked about before. Never rejects for what the text says. */
export type Recognise = (text: string, context?: Context) => Promise<Recognition>;

/** At most so many entries are offered, and none that is less likely than this. */
const mostOffered = 3;
const leastConfidence = 0.02;

/** Puts the trained model to work on the knowledge that it was trained for. */
export function createRecognition(knowledge: Pick<Knowledge, 'entries' | 'rules'>, model: Model): Recognise {
  const { facts, cues, separators, synonyms } = model.content;
  const reading = readingOf(synonyms, cues);
  const cuesIn = createCueFinder(cues);
  const outline = createOutliner(separators);
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const rows = model.rows.map(([text, label]) => ({ text, label, weight: 1 }));
  const ranker = createRanker(rows, classesOf(model.labels), reading, model.weights);
  const factModels = new Map<string, FactModel>();

  const factModelOf = (entry: Entry): FactModel => {
    const known = factModels.get(entry.id);
    if (known) return known;
    const list = factsOf(entry, facts);
    const weights = Object.hasOwn(model.facts, entry.id) ? model.facts[entry.id] : undefined;
    const made = createFactModel(list, factRows(list), reading, weights);
    factModels.set(entry.id, made);
    return made;
  };

  const factOf = (id: string | undefined, text: string): string | null => {
    const entry = entries.get(id ?? '');
    const fact = entry && chooseFact(factModelOf(entry), text);
    return fact ? tellFact(fact, entry, text) : null;
  };

  return async (text) => {
    if (normalise(text) === '') return nothing(text);
    const ranking = rank(model.labels, ranker, model.blend, text);
    const { kind, decision } = decide(ranking);
    const suggested = suggestions(ranking, entries);
    const found = { ...nothing(text), kind, decision, entries: suggested };
    if (kind === 'action') return { ...found, intent: likeliestIntent(ranking) };
    if (decision === 'answer') return { ...found, fact: factOf(suggested[0]?.id, text) };
    if (kind !== 'incident') return found;
    const problems = partsOf(text, outline, model.several);
    return {
      ...found,
      priority: suggestPriority(ranking, knowledge.rules.criteria),
      problems: problems.length,
      parts: problems,
      answers: answersIn(cuesIn(text)),
    };
  };
}

function nothing(text: string): Recognition {
  return {
    text,
    kind: 'unknown',
    decision: 'none',
    entries: [],
    fact: null,
    intent: null,
    priority: null,
    problems: 0,
    parts: [text],
    answers: {},
  };
}

function suggestions(ranking: Ranking, entries: ReadonlyMap<string, Entry>): readonly Suggestion[] {
  return ranking.labels
    .filter(({ label, probability }) => label.kind === 'faq' && probability >= leastConfidence)
    .slice(0, mostOffered)
    .map(({ label: { id }, probability }) => ({
      id,
      title: entries.get(id)?.title ?? id,
      confidence: probability,
    }));
}

function likeliestIntent(ranking: Ranking): Intent | null {
  const id = ranking.labels.find(({ label }) => label.kind === 'action')?.label.id;
  return intents.find((intent) => intent === id) ?? null;
}

/** Where two cues contradict each other, nothing was clearly said. */
function answersIn(cues: readonly Cue[]): Answers {
  const said = new Map<string, Set<string>>();
  for (const { answers } of cues) {
    for (const [question, value] of Object.entries(answers)) {
      said.set(question, (said.get(question) ?? new Set()).add(value));
    }
  }
  return Object.fromEntries(
    [...said].flatMap(([question, values]) => (values.size === 1 ? [[question, [...values][0] ?? '']] : [])),
  );
}

import type { Answers } from '../../policy/intake.js';
import type { Entry } from '../entry.js';
import type { Knowledge } from '../knowledge.js';
import { type Cue, createCueFinder } from './cues.js';
import { decide, thresholdsFor } from './decide.js';
import type { Encoder } from './encoder/encoder.js';
import { createFactTeller } from './fact-teller.js';
import { createFollowUps } from './follow-up.js';
import { classesOf } from './label.js';
import type { Model } from './model.js';
import { createOutliner } from './outline.js';
import { impliedAnswers, suggestPriority } from './priority.js';
import { createRanker } from './ranker.js';
import { createRank, type Ranking } from './ranking.js';
import { forEncoder, readingOf } from './reading.js';
import {
  type Context,
  type Intent,
  intents,
  type Kind,
  nothingIn,
  type Recognition,
  type Suggestion,
} from './recognition.js';
import { createParts } from './several.js';
import { createSpelling } from './spelling.js';
import { words } from './tokenise.js';

/** Reads one message; `context` is what was talked about before. Never rejects for what the text says. */
export type Recognise = (text: string, context?: Context) => Promise<Recognition>;

/** What a message can be about. */
export interface KnowledgeToRecognise extends Pick<Knowledge, 'entries'> {
  readonly rules: Pick<Knowledge['rules'], 'criteria'>;
}

/** At most so many entries are offered, and none that is less likely than this. */
const mostOffered = 3;
const leastConfidence = 0.02;

/** Below this the first label, as words alone see it, is checked by meaning. */
const sureByWords = 0.93;

/**
 * Puts the trained model to work on the knowledge that it was trained for. The encoder, when it is the one that the model
 * was trained with, looks at what words alone do not make clear; when it fails, words alone decide.
 */
export function createRecognition(
  knowledge: KnowledgeToRecognise,
  model: Model,
  encoder?: Encoder,
): Recognise {
  const { cues, separators, synonyms } = model.content;
  const reading = readingOf(synonyms, cues);
  const cuesIn = createCueFinder(cues);
  const partsOf = createParts(createOutliner(separators), model.several);
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const { observe, understand, rank } = createRank(
    model.labels,
    createRanker(model.memory, classesOf(model.labels), reading, model.weights),
  );
  const factOf = createFactTeller(model, reading);
  const { meaning } = model;

  const limits = thresholdsFor(model.labels);
  const spelling = createSpelling(model.memory.index, reading.synonyms);
  const followUps = createFollowUps(separators);

  const vectorOf = async (text: string): Promise<Float32Array | undefined> => {
    if (encoder === undefined || encoder.fingerprint !== meaning?.encoder) return undefined;
    const vectors = await encoder.encode([forEncoder(text, reading)]).catch(() => []);
    return vectors[0];
  };

  /** Reads what was said last; a follow-up together with the question before it. */
  const read = async (said: readonly string[]): Promise<Recognition> => {
    const text = said.join(' ');
    const spelt = said.map(spelling.correct);
    const meant = spelt.join(' ');
    const observed = observe(meant);
    const byWords = rank(model.blend, observed);
    const sure = (byWords.labels[0]?.probability ?? 0) >= sureByWords;
    const vector = sure ? undefined : await vectorOf(meant);
    const ranking = vector && meaning ? rank(meaning.blend, understand(observed, vector)) : byWords;
    const signs = cuesIn(meant);
    const { kind, decision } = decide(
      ranking,
      { outside: signs.some(({ outside }) => outside), strange: !spelling.knowsAny(meant) },
      limits,
    );
    const suggested = suggestions(ranking, entries);
    const topic = likeliestTopic(ranking, kind);
    const found = {
      ...nothingIn(text),
      kind,
      certainty: ranking.kinds[kind],
      decision,
      topic,
      entries: suggested,
    };
    if (kind === 'action') return { ...found, intent: likeliestIntent(ranking) };
    if (decision === 'answer') {
      const vectorHere = async () => vector ?? (await vectorOf(meant));
      return { ...found, fact: await factOf(entries.get(suggested[0]?.id ?? ''), spelt, vectorHere) };
    }
    if (kind !== 'incident') return found;
    const problems = partsOf(text);
    return {
      ...found,
      priority: suggestPriority(ranking, knowledge.rules.criteria),
      problems: problems.length,
      parts: problems,
      answers: { ...impliedAnswers(ranking, knowledge.rules.criteria), ...answersIn(signs) },
    };
  };

  return async (text, context) => {
    if (words(text).length === 0) return nothingIn(text);
    const alone = await read([text]);
    const follows = followUps(text, context);
    if (follows === 'no' || !mayFollow(alone, follows === 'surely', context)) return alone;
    const together = await read([context?.question ?? '', text]);
    return together.kind === 'faq' ? { ...together, text } : alone;
  };
}

/** Whether a short message, as it was read alone, can be a question that goes on with the one before. */
function mayFollow(
  { kind, decision, topic, entries }: Recognition,
  surely: boolean,
  context?: Context,
): boolean {
  if (kind === 'unknown') return topic !== 'far';
  return kind === 'faq' && (surely || decision !== 'answer' || entries[0]?.id === context?.entry);
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

function likeliestTopic(ranking: Ranking, kind: Kind): string | null {
  if (kind !== 'smalltalk' && kind !== 'unknown') return null;
  return ranking.labels.find(({ label }) => label.kind === kind)?.label.id ?? null;
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

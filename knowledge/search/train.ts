import type { Entry } from '../entry.js';
import { type Case, calibrate } from './blend.js';
import type { Encoder } from './encoder/encoder.js';
import { evidence, fullWeights, lexicalWeights } from './evidence.js';
import { factRows, trainFacts } from './fact-model.js';
import { factsOf } from './facts.js';
import { classesOf, groupsOf, type Label } from './label.js';
import { knownWords, marksOf } from './marks.js';
import type { FactKnowledge, Model } from './model.js';
import { createOutliner } from './outline.js';
import { createRanker, rememberRows, trainRanker } from './ranker.js';
import { forEncoder, type Reading, readingOf } from './reading.js';
import type { SearchContent } from './search-content.js';
import { seededOrder } from './seeded-order.js';
import { trainSeveral } from './several.js';
import { labelsOf, type TrainingRow, trainingRows, type VectorOf } from './training-rows.js';

/** With more texts than this there are no vectors: to make them would take minutes, and to compare them too long a message. */
const mostVectors = 20_000;

/** Features told apart; a power of two. */
const features = 2 ** 15;

/** So many of the customers' words are held back at a time to calibrate on, but no more than one in four. */
const heldBack = 1000;
const heldShare = 4;

/** So often: a single draw would leave it to chance how bold the bot is. */
const draws = 3;

/**
 * Trains the model on the document's words and the editor's phrasings; deterministic. The blends are calibrated on
 * evidence that was found without the rows in question.
 */
export async function trainModel(
  entries: readonly Entry[],
  content: SearchContent,
  opened?: Encoder,
): Promise<Model> {
  const { cues, separators, synonyms } = content;
  const reading = readingOf(synonyms, cues);
  const facts = entries.map((entry) => [entry.id, factsOf(entry, content.facts)] as const);
  const labels = labelsOf(entries, content);
  const texts = trainingRows(entries, content, labels).map(({ text }) => text);
  const encoder = texts.length > mostVectors ? undefined : opened;
  const vectorOf = encoder && (await vectorsOf(texts, reading, encoder));
  const rows = trainingRows(entries, content, labels, vectorOf);
  const classes = classesOf(labels);
  const cases = casesFor(rows, labels, classes, reading);
  const groups = groupsOf(labels);
  const numbers = new Map(rows.map(({ text }, at) => [text, at]));
  return {
    labels,
    memory: rememberRows(rows, reading),
    ...(encoder && {
      meaning: { encoder: encoder.fingerprint, blend: calibrate(fullWeights, cases, groups) },
    }),
    weights: trainRanker(rows, classes, reading, features),
    blend: calibrate(lexicalWeights, encoder ? cases.map(wordsOnly) : cases, groups),
    facts: Object.fromEntries(
      facts.map(([id, list]): [string, FactKnowledge] => {
        const texts = factRows(list, vectorOf);
        const weights = trainFacts(list, texts, reading);
        return [
          id,
          {
            ...(weights && { weights }),
            rows: encoder ? texts.map(({ text }) => numbers.get(text) ?? 0) : [],
          },
        ];
      }),
    ),
    several: trainSeveral(content.reports, plainReports(content), createOutliner(separators)),
    content: { facts: content.facts, cues, separators, synonyms },
  };
}

function plainReports({ phrases }: SearchContent): readonly string[] {
  return phrases.filter(({ label }) => label.kind === 'incident').map(({ text }) => text);
}

async function vectorsOf(texts: readonly string[], reading: Reading, encoder: Encoder): Promise<VectorOf> {
  const distinct = [...new Set(texts)];
  const vectors = await encoder.encode(distinct.map((text) => forEncoder(text, reading)));
  const known = new Map(distinct.map((text, at) => [text, vectors[at]]));
  return (text) => known.get(text);
}

/** The evidence for rows held back, found by a ranker that has not seen them. */
function casesFor(
  rows: readonly TrainingRow[],
  labels: readonly Label[],
  classes: readonly number[],
  reading: Reading,
): readonly Case[] {
  const order = seededOrder(rows.length, 7);
  const oneIn = Math.max(heldShare, Math.floor(rows.length / heldBack));
  return Array.from({ length: draws }, (_, draw) => {
    const isHeld = ({ said }: TrainingRow, at: number): boolean => said && (order[at] ?? 0) % oneIn === draw;
    const rest = rows.filter((row, at) => !isHeld(row, at));
    const memory = rememberRows(rest, reading);
    const ranker = createRanker(memory, classes, reading, trainRanker(rest, classes, reading, features));
    const known = knownWords(memory, labels);
    return rows.filter(isHeld).map(({ text, label, weight, vector }) => ({
      evidence: evidence(ranker, text, vector),
      marks: marksOf(text, reading, known),
      label,
      weight,
    }));
  }).flat();
}

/** The case as it looks without a sentence vector. */
function wordsOnly(one: Case): Case {
  return {
    ...one,
    evidence: one.evidence.filter((_, at) => at % fullWeights.length < lexicalWeights.length),
  };
}

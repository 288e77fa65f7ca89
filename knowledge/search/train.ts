import type { Entry } from '../entry.js';
import { type Case, trainBlend } from './blend.js';
import type { Encoder } from './encoder/encoder.js';
import { factRows, trainFacts } from './fact-model.js';
import { factsOf } from './facts.js';
import { classesOf, groupsOf } from './label.js';
import type { Model } from './model.js';
import { createOutliner } from './problems.js';
import { createRanker, evidence, fullSigns, lexicalSigns, trainRanker } from './ranker.js';
import { type Reading, readingOf } from './reading.js';
import type { SearchContent } from './search-content.js';
import { seededOrder } from './seeded-order.js';
import { trainSeveral } from './several.js';
import { labelsOf, type TrainingRow, trainingRows, type VectorOf } from './training-rows.js';

/** Features told apart; a power of two. */
const features = 2 ** 15;

const folds = 3;

/**
 * Trains the model on the document's words and the editor's phrasings; deterministic. The blends are fitted to evidence
 * that was found without the rows they are fitted on.
 */
export async function trainModel(
  entries: readonly Entry[],
  content: SearchContent,
  encoder?: Encoder,
): Promise<Model> {
  const { cues, separators, synonyms } = content;
  const reading = readingOf(synonyms, cues);
  const facts = entries.map((entry) => [entry.id, factsOf(entry, content.facts)] as const);
  const labels = labelsOf(entries, content);
  const texts = trainingRows(entries, content, labels).map(({ text }) => text);
  const vectorOf = encoder && (await vectorsOf(texts, encoder));
  const rows = trainingRows(entries, content, labels, vectorOf);
  const classes = classesOf(labels);
  const cases = crossValidate(rows, classes, reading);
  const groups = groupsOf(labels);
  return {
    labels,
    rows: rows.map(({ text, label }) => [text, label]),
    ...(encoder && {
      meaning: {
        encoder: encoder.fingerprint,
        vectors: Float32Array.from(rows.flatMap(({ vector }) => [...(vector ?? [])])),
        blend: trainBlend(cases, groups, fullSigns),
      },
    }),
    weights: trainRanker(rows, classes, reading, features),
    blend: trainBlend(encoder ? cases.map(wordsOnly) : cases, groups, lexicalSigns),
    facts: Object.fromEntries(
      facts.flatMap(([id, list]) => {
        const weights = trainFacts(list, factRows(list, vectorOf), reading);
        return weights ? [[id, weights]] : [];
      }),
    ),
    several: trainSeveral(content.reports, createOutliner(separators)),
    content: { facts: content.facts, cues, separators, synonyms },
  };
}

async function vectorsOf(texts: readonly string[], encoder: Encoder): Promise<VectorOf> {
  const distinct = [...new Set(texts)];
  const vectors = await encoder.encode(distinct);
  const known = new Map(distinct.map((text, at) => [text, vectors[at]]));
  return (text) => known.get(text);
}

/** The evidence for each held row, found by a ranker that has not seen it. */
function crossValidate(
  rows: readonly TrainingRow[],
  classes: readonly number[],
  reading: Reading,
): readonly Case[] {
  const order = seededOrder(rows.length, 7);
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const isOut = ({ held }: TrainingRow, at: number): boolean => held && (order[at] ?? 0) % folds === fold;
    const rest = rows.filter((row, at) => !isOut(row, at));
    const ranker = createRanker(rest, classes, reading, trainRanker(rest, classes, reading, features));
    return rows.filter(isOut).map(({ text, label, weight, vector }) => ({
      evidence: evidence(ranker, text, vector),
      label,
      weight,
    }));
  });
}

/** The case as it looks without a sentence vector. */
function wordsOnly({ evidence: full, label, weight }: Case): Case {
  return { evidence: full.filter((_, at) => at % fullSigns < lexicalSigns), label, weight };
}

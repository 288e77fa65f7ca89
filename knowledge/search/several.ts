import { featuresOf, rarityIn } from './features.js';
import type { Report } from './phrases.js';
import type { Outliner } from './problems.js';
import type { Weights } from './ranker.js';
import type { Reading } from './reading.js';
import { probabilities, trainRegression } from './regression.js';

/** Features told apart; a power of two. */
const size = 2 ** 13;

const [one, many] = [0, 1];

/** Above this a report is split; splitting what is one problem annoys more than it helps. */
const sure = 0.6;

/** Learns from reports with a known number of problems to tell one from several. */
export function trainSeveral(reports: readonly Report[], outline: Outliner): Weights {
  const reading = readingBy(outline);
  const texts = reports.map(({ text }) => text);
  const rarity = rarityIn(texts, reading, size);
  const multiple = reports.filter(({ count }) => count > 1).length;
  const examples = reports.map(({ text, count }) => ({
    features: featuresOf(text, rarity, reading),
    label: count > 1 ? many : one,
    weight: reports.length / 2 / (count > 1 ? multiple : reports.length - multiple),
  }));
  return { rarity, lexical: trainRegression(examples, 2, size) };
}

/** The separate problems of a report, in the customer's words; the whole report when it is a single problem. */
export function partsOf(text: string, outline: Outliner, { rarity, lexical }: Weights): readonly string[] {
  const { pieces } = outline(text);
  if (pieces.length < 2 || lexical === undefined) return [text.trim()];
  const chances = probabilities(lexical, featuresOf(text, rarity, readingBy(outline)));
  return (chances[many] ?? 0) > sure ? pieces : [text.trim()];
}

/** The signs of the outline are what a reading of problems looks for. */
function readingBy(outline: Outliner): Reading {
  return { synonyms: new Map(), cueIds: [], cues: (text) => outline(text).signs };
}

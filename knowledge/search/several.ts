import { createChances, type JointWeights, trainJoints } from './joint-weights.js';
import { jointsOf, signCount } from './joints.js';
import type { Outliner } from './outline.js';
import { partsAt } from './parts.js';
import type { Report } from './phrases.js';
import { words } from './tokenise.js';

/** Tells whether a report is about several problems, and where each begins. */
export interface Several extends JointWeights {
  /** Words that are said about anything. */
  readonly common: readonly string[];
}

/** Above this a report is split. */
const likely = 0.5;

/** So many of the words that most reports use are said about anything. */
const commonWords = 120;

/** Learns from reports with a known number of problems, and from plain ones of one problem, to tell one from several. */
export function trainSeveral(
  reports: readonly Report[],
  plain: readonly string[],
  outline: Outliner,
): Several {
  const common = commonIn([...reports.map(({ text }) => text), ...plain]);
  const known = new Set(common);
  const joined = [
    ...reports.map(({ text, count }) => ({ text, several: count > 1 })),
    ...plain.map((text) => ({ text, several: false })),
  ]
    .map((one) => ({ ...one, joints: jointsOf(outline(one.text), known) }))
    .filter(({ joints }) => joints.length > 0);
  const many = joined.filter(({ several }) => several).length;
  const weighed = joined.map(({ joints, several }) => ({
    joints,
    several,
    weight: joined.length / 2 / (several ? many : joined.length - many),
  }));
  return { common, ...trainJoints(weighed, signCount) };
}

function commonIn(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(words(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, commonWords)
    .map(([word]) => word);
}

/** The separate problems of a report, in the customer's words; the whole report when it is a single problem. */
export function createParts(outline: Outliner, several: Several): (text: string) => readonly string[] {
  const common = new Set(several.common);
  const chancesAt = createChances(several);
  return (text) => {
    const read = outline(text);
    const chances = chancesAt(jointsOf(read, common));
    const none = chances.reduce((product, chance) => product * (1 - chance), 1);
    return 1 - none > likely ? partsAt(read, chances) : [text.trim()];
  };
}

import type { Knowledge } from '../../knowledge/knowledge.js';
import type { Rules } from '../../knowledge/rules.js';
import type { SearchContent } from '../../knowledge/search/search-content.js';
import { labelsOf, trainingRows } from '../../knowledge/search/training-rows.js';
import { entityNames } from './clu-entities.js';
import { intentName } from './clu-intents.js';

/** An entity and how it is found: by names from a list, or as something that CLU knows by itself. */
export interface CluProjectEntity {
  readonly category: string;
  readonly compositionSetting: 'returnLongestOverlap';
  readonly list?: { readonly sublists: readonly CluSublist[] };
  readonly prebuilts?: readonly { readonly category: string }[];
}

interface CluSublist {
  readonly listKey: string;
  readonly synonyms: readonly { readonly language: string; readonly values: readonly string[] }[];
}

export interface CluUtterance {
  readonly text: string;
  readonly language: string;
  readonly intent: string;
  readonly entities: readonly never[];
  readonly dataset: 'Train';
}

/** A project as CLU's authoring API imports it (API version 2023-04-01). */
export interface CluProject {
  readonly projectFileVersion: string;
  readonly stringIndexType: 'Utf16CodeUnit';
  readonly metadata: {
    readonly projectKind: 'Conversation';
    readonly settings: { readonly confidenceThreshold: number };
    readonly projectName: string;
    readonly multilingual: boolean;
    readonly description: string;
    readonly language: string;
  };
  readonly assets: {
    readonly projectKind: 'Conversation';
    readonly intents: readonly { readonly category: string }[];
    readonly entities: readonly CluProjectEntity[];
    readonly utterances: readonly CluUtterance[];
  };
}

const language = 'en';

/** Longest utterance that CLU trains on, in characters. */
const longestUtterance = 500;

/** CLU's own limits. */
const most = { intents: 500, utterances: 25_000, synonyms: 20_000 };

/** The CLU project with the phrasings, facts and sentences that the local recogniser is trained on; the same content gives the same project. */
export function cluProject(
  name: string,
  { entries, rules, document }: Pick<Knowledge, 'entries' | 'rules' | 'document'>,
  content: SearchContent,
): CluProject {
  const labels = labelsOf(entries, content);
  const names = labels.map(intentName);
  return {
    projectFileVersion: '2022-05-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: {
      projectKind: 'Conversation',
      // What is sure enough is for the bot to decide, by several thresholds.
      settings: { confidenceThreshold: 0 },
      projectName: name,
      multilingual: false,
      description: `What customers ask about: ${document.title}`,
      language,
    },
    assets: {
      projectKind: 'Conversation',
      intents: [...new Set([...names, 'None'])].map((category) => ({ category })),
      entities: entitiesOf(rules),
      utterances: utterancesOf(
        trainingRows(entries, content, labels).map(({ text, label }) => ({
          text,
          intent: names[label] ?? 'None',
        })),
      ),
    },
  };
}

/** What of the project is more than CLU takes, in plain words. */
export function excessOf({ assets: { intents, entities, utterances } }: CluProject): readonly string[] {
  const synonyms = entities.map(({ category, list }) => ({
    what: `names in the list "${category}"`,
    count: (list?.sublists ?? []).flatMap((sublist) => sublist.synonyms.flatMap(({ values }) => values))
      .length,
    limit: most.synonyms,
  }));
  return [
    { what: 'intents', count: intents.length, limit: most.intents },
    { what: 'utterances', count: utterances.length, limit: most.utterances },
    ...synonyms,
  ]
    .filter(({ count, limit }) => count > limit)
    .map(({ what, count, limit }) => `${count} ${what}: CLU takes ${limit} at most`);
}

/** Each text once, for the first intent that it stands for. */
function utterancesOf(
  rows: readonly { readonly text: string; readonly intent: string }[],
): readonly CluUtterance[] {
  const utterances = new Map<string, CluUtterance>();
  for (const { text, intent } of rows) {
    const said = shortened(text.replace(/\s+/g, ' ').trim());
    const key = said.toLowerCase();
    if (said === '' || utterances.has(key)) continue;
    utterances.set(key, { text: said, language, intent, entities: [], dataset: 'Train' });
  }
  return [...utterances.values()];
}

/** The beginning of the text, up to a word's end. */
function shortened(text: string): string {
  if (text.length <= longestUtterance) return text;
  const cut = text.slice(0, longestUtterance + 1);
  const end = cut.lastIndexOf(' ');
  return cut.slice(0, end > 0 ? end : longestUtterance).toWellFormed();
}

function entitiesOf({ products, entitlements }: Rules): readonly CluProjectEntity[] {
  const named = products.map(({ name, also, whenAsked }) => {
    // Names that are too common to be taken from a sentence are left to the question "which product?".
    const common = new Set(whenAsked.map((one) => one.toLowerCase()));
    return { key: name, values: [name, ...also].filter((one) => !common.has(one.toLowerCase())) };
  });
  const levels = entitlements.levels.map(({ id, name }) => ({ key: id, values: [name, id] }));
  return [
    ...listed(entityNames.product, named),
    ...listed(entityNames.level, levels),
    prebuilt(entityNames.email, 'Email'),
    prebuilt(entityNames.phone, 'Phone Number'),
  ];
}

function listed(
  category: string,
  things: readonly { readonly key: string; readonly values: readonly string[] }[],
): readonly CluProjectEntity[] {
  const sublists = things
    .filter(({ values }) => values.length > 0)
    .map(({ key, values }) => ({ listKey: key, synonyms: [{ language, values: onceEach(values) }] }));
  return sublists.length === 0
    ? []
    : [{ category, compositionSetting: 'returnLongestOverlap', list: { sublists } }];
}

function prebuilt(category: string, known: string): CluProjectEntity {
  return { category, compositionSetting: 'returnLongestOverlap', prebuilts: [{ category: known }] };
}

/** Without names that differ in capitals only. */
function onceEach(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}

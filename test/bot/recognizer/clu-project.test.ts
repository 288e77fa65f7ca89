import { z } from 'zod';
import { labelNamed } from '../../../bot/recognizer/clu-intents.js';
import { cluProject, excessOf } from '../../../bot/recognizer/clu-project.js';
import { readSearchContent } from '../../../knowledge/search/search-content.js';
import { smallKnowledge } from '../../knowledge/search/small-model.js';

const long = `${'the saddle is loose and '.repeat(30)}falls off`;
const longTitle = `Which ${'very '.repeat(12)}long question is this?`;
const small = smallKnowledge({
  'document.md': `# Wheelhouse: questions

## When is the workshop open?

The workshop is open Tuesday to Saturday.

## ${longTitle}

It has an id of its own, too long for a name.
`,
  'facts.yaml': '{}\n',
  'phrases/questions.yaml':
    'when-is-the-workshop-open:\n  - Are you open  on Saturday\n  - are you open on saturday\n  - rain?\ngone: [this entry is gone]\n',
  'phrases/out-of-scope.yaml': 'near: [price of a tyre]\nfar: [rain?, weather tomorrow]\n',
  'phrases/problems.yaml': `P1b: ["${long}"]\nP3b: [the bell is silent]\n`,
  'products.yaml':
    'products:\n  - { name: Roadster, also: [RS, roadster] }\n  - { name: Cargo, whenAsked: [cargo] }\n',
  'entitlements.yaml':
    'services: []\nlevels:\n  - { id: gold, name: Gold member, aroundTheClock: false, includes: {} }\nunmapped: []\nambiguous: []\nfiller: []\n',
});
afterAll(() => small.remove());

const written = () => cluProject('shop', small.knowledge, readSearchContent(small.folder));

/** What the authoring API imports (2023-04-01), with the limits of the service. */
const name = z.string().regex(/^[\w.-]{1,50}$/);
const category = z.strictObject({ category: name });
const projectShape = z.strictObject({
  projectFileVersion: z.literal('2022-05-01'),
  stringIndexType: z.literal('Utf16CodeUnit'),
  metadata: z.strictObject({
    projectKind: z.literal('Conversation'),
    settings: z.strictObject({ confidenceThreshold: z.number().min(0).max(1) }),
    projectName: name,
    multilingual: z.boolean(),
    description: z.string(),
    language: z.literal('en'),
  }),
  assets: z.strictObject({
    projectKind: z.literal('Conversation'),
    intents: z.array(category).min(1).max(500),
    entities: z
      .array(
        category.extend({
          compositionSetting: z.enum([
            'returnLongestOverlap',
            'requireExactOverlap',
            'separateComponents',
            'combineComponents',
          ]),
          list: z
            .strictObject({
              sublists: z.array(
                z.strictObject({
                  listKey: z.string().min(1),
                  synonyms: z.array(
                    z.strictObject({ language: z.literal('en'), values: z.array(z.string().min(1)).min(1) }),
                  ),
                }),
              ),
            })
            .optional(),
          prebuilts: z
            .array(z.strictObject({ category: z.enum(['Email', 'Phone Number']) }))
            .max(7)
            .optional(),
        }),
      )
      .max(350),
    utterances: z
      .array(
        z.strictObject({
          text: z.string().min(1).max(500),
          language: z.literal('en'),
          intent: name,
          entities: z.array(z.never()),
          dataset: z.literal('Train'),
        }),
      )
      .min(1)
      .max(25_000),
  }),
});

describe('the CLU project', () => {
  it('has the shape that is imported, and stays within the limits', () => {
    expect(projectShape.safeParse(JSON.parse(JSON.stringify(written()))).error).toBeUndefined();
    expect(excessOf(written())).toEqual([]);
  });

  it('is the same for the same content', () => {
    expect(JSON.stringify(written())).toBe(JSON.stringify(written()));
  });

  it('has an intent for each entry, action and topic, one for all problems, and None', () => {
    const names = written().assets.intents.map((intent) => intent.category);
    expect(names).toEqual([
      'faq.when-is-the-workshop-open',
      expect.stringMatching(/^faq\.which-very-very-[\w-]+-[0-9a-f]{8}$/),
      'action.callback-now',
      'action.human',
      'action.cancel',
      'None',
      'incident',
      'smalltalk.greeting',
      'smalltalk.thanks',
    ]);
  });

  it('has only intents that the recogniser knows again', () => {
    const { entries } = small.knowledge;
    const labels = written().assets.intents.map((intent) => labelNamed(intent.category, entries));
    expect(labels).not.toContain(undefined);
    expect(labels.slice(0, 2).map((label) => label?.id)).toEqual(entries.map(({ id }) => id));
  });

  it('has each phrasing once, for an intent that there is, cut at a word where it is too long', () => {
    const { intents, utterances } = written().assets;
    const said = (intent: string) =>
      utterances.filter((one) => one.intent === intent).map(({ text }) => text);
    expect(said('faq.when-is-the-workshop-open')).toEqual(
      expect.arrayContaining(['When is the workshop open?', 'Are you open on Saturday']),
    );
    expect(said('None')).toEqual(['price of a tyre', 'rain?', 'weather tomorrow']);
    const [cut = ''] = said('incident');
    expect(long.startsWith(`${cut} `)).toBe(true);
    expect(cut.length).toBeGreaterThan(450);
    expect(said('incident')).toContain('the bell is silent');
    const texts = utterances.map(({ text }) => text.toLowerCase());
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain('this entry is gone');
    const known = new Set(intents.map((intent) => intent.category));
    expect(utterances.filter(({ intent }) => !known.has(intent))).toEqual([]);
  });

  it('has products and levels as lists, mail and phone as what CLU knows', () => {
    expect(written().assets.entities).toEqual([
      {
        category: 'product',
        compositionSetting: 'returnLongestOverlap',
        list: {
          sublists: [{ listKey: 'Roadster', synonyms: [{ language: 'en', values: ['Roadster', 'RS'] }] }],
        },
      },
      {
        category: 'level',
        compositionSetting: 'returnLongestOverlap',
        list: {
          sublists: [{ listKey: 'gold', synonyms: [{ language: 'en', values: ['Gold member', 'gold'] }] }],
        },
      },
      { category: 'email', compositionSetting: 'returnLongestOverlap', prebuilts: [{ category: 'Email' }] },
      {
        category: 'phone',
        compositionSetting: 'returnLongestOverlap',
        prebuilts: [{ category: 'Phone Number' }],
      },
    ]);
  });

  it('says what is more than CLU takes', () => {
    const project = written();
    const intents = Array.from({ length: 501 }, (_, at) => ({ category: `faq.${at}` }));
    expect(excessOf({ ...project, assets: { ...project.assets, intents } })).toEqual([
      '501 intents: CLU takes 500 at most',
    ]);
  });
});

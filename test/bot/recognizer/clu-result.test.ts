import { cluThresholds, withCluResult } from '../../../bot/recognizer/clu-result.js';
import { nothingIn, type Recognition } from '../../../knowledge/search/recognition.js';
import { smallKnowledge } from '../../knowledge/search/small-model.js';

const small = smallKnowledge({
  'products.yaml': 'products:\n  - { name: Roadster, also: [RS] }\n  - { name: Cargo }\n',
});
afterAll(() => small.remove());

const open = 'when-is-the-workshop-open';
const service = 'what-does-a-service-include';
const sendBack = 'how-do-i-send-a-bicycle-back';

/** What the local recogniser read. */
const nothing: Recognition = {
  ...nothingIn('the words of the customer'),
  certainty: 0.6,
  topic: 'far',
};
const answered: Recognition = {
  ...nothing,
  kind: 'faq',
  certainty: 0.9,
  decision: 'answer',
  entries: [{ id: open, title: 'Opening', confidence: 0.8 }],
  fact: 'Closed on Monday.',
  topic: null,
};
const unsure: Recognition = {
  ...answered,
  certainty: 0.5,
  decision: 'choose',
  entries: [
    { id: open, title: 'Opening', confidence: 0.25 },
    { id: sendBack, title: 'Returns', confidence: 0.2 },
  ],
  fact: null,
};
const reported: Recognition = {
  ...nothing,
  kind: 'incident',
  certainty: 0.8,
  topic: null,
  priority: { value: 'P1', criterion: 'P1b', confidence: 0.7 },
  problems: 2,
  parts: ['the brake', 'the bell'],
  answers: { down: 'yes' },
};

const reading = (
  read: Recognition,
  intents: Readonly<Record<string, number>>,
  entities: readonly { category: string; text: string; keys: readonly string[] }[] = [],
): Recognition =>
  withCluResult(
    read,
    {
      intents: Object.entries(intents).map(([category, confidence]) => ({ category, confidence })),
      entities,
    },
    small.knowledge,
  );

describe("the service's reading beside the local one", () => {
  it.each([
    ['an action', { 'action.restart': 0.9 }, { kind: 'action', intent: 'restart', topic: null }],
    ['small talk', { 'smalltalk.thanks': 0.9 }, { kind: 'smalltalk', topic: 'thanks', intent: null }],
    ['a question', { [`faq.${service}`]: 0.8 }, { kind: 'faq', entries: [{ id: service }] }],
    [
      'a problem',
      { incident: 0.8 },
      { kind: 'incident', problems: 1, parts: [nothing.text], priority: null },
    ],
    ['nothing of ours', { None: 0.8 }, { kind: 'unknown', decision: 'none', topic: 'far' }],
  ])('is taken for %s', (_, intents, expected) => {
    expect(reading(nothing, intents)).toMatchObject(expected);
  });

  it('is not taken against the local one unless it is sure', () => {
    const { alone, agreeing } = cluThresholds;
    expect(reading(answered, { 'action.cancel': alone - 0.01 })).toEqual(answered);
    expect(reading(answered, { 'action.cancel': alone })).toMatchObject({ kind: 'action', certainty: alone });
    expect(reading(reported, { incident: agreeing })).toMatchObject({ kind: 'incident', certainty: 0.8 });
    expect(reading(unsure, { None: agreeing })).toEqual(unsure);
  });

  it('is not taken when its first intent is unknown, however sure', () => {
    for (const name of ['faq.elsewhere', 'action.dance', 'incident.P1', 'faq', 'constructor', '__proto__'])
      expect(reading(answered, { [name]: 1, None: 0.9 })).toEqual(answered);
  });

  it('keeps problems, priority and answers of the local one', () => {
    expect(reading(reported, { incident: 0.9 })).toEqual({ ...reported, certainty: 0.9 });
  });

  it('keeps the fact when both name the entry', () => {
    expect(reading(answered, { [`faq.${open}`]: 0.5 })).toMatchObject({
      decision: 'answer',
      fact: 'Closed on Monday.',
      entries: [{ id: open, confidence: 0.5 }],
    });
  });

  it('gives another entry outright only when it is very sure of it, and then without the fact of the first', () => {
    const { outright } = cluThresholds;
    expect(reading(answered, { [`faq.${service}`]: outright })).toMatchObject({
      decision: 'answer',
      fact: null,
      entries: [{ id: service, title: 'What does a service include?' }, { id: open }],
    });
    expect(reading(answered, { [`faq.${service}`]: outright - 0.01 }).decision).toBe('choose');
  });

  it('turns a choice into an answer when both put the same entry first', () => {
    const { confirmed } = cluThresholds;
    expect(reading(unsure, { [`faq.${open}`]: confirmed }).decision).toBe('answer');
    expect(reading(unsure, { [`faq.${open}`]: confirmed - 0.01 }).decision).toBe('choose');
  });

  it('offers three entries at most, its own first, each once', () => {
    const { entries } = reading(unsure, {
      [`faq.${service}`]: 0.5,
      [`faq.${open}`]: 0.3,
      [`faq.${sendBack}`]: 0.01,
    });
    expect(entries.map(({ id }) => id)).toEqual([service, open, sendBack]);
    expect(reading(unsure, { [`faq.${service}`]: 0.8 }).entries.map(({ id }) => id)).toEqual([
      service,
      open,
      sendBack,
    ]);
  });

  it('gives nothing outright that the local one held back or knows no answer to', () => {
    const heldBack: Recognition = { ...answered, decision: 'choose', fact: null };
    expect(reading(heldBack, { [`faq.${open}`]: 0.99 }).decision).toBe('choose');
    expect(reading(nothing, { [`faq.${open}`]: 0.99 }).decision).toBe('choose');
  });
});

describe('entities', () => {
  const product = (text: string, ...keys: string[]) => ({ category: 'product', text, keys });
  const said = (text: string): Recognition => ({ ...reported, text });

  it('answer the intake, where the local recogniser has not', () => {
    const found = [
      product('the fast one', 'Roadster'),
      { category: 'email', text: 'Jo.Weber@EXAMPLE.org', keys: [] },
      { category: 'phone', text: '+49 30 901820', keys: [] },
      { category: 'level', text: 'Premium', keys: ['premium'] },
    ];
    expect(reading(said('the fast one is broken'), { incident: 0.9 }, found).answers).toEqual({
      down: 'yes',
      product: 'Roadster',
      email: 'Jo.Weber@example.org',
      phone: '+4930901820',
    });
  });

  it.each([
    ['two products', 'the fast one and the big one', [product('fast', 'Roadster'), product('big', 'Cargo')]],
    ['a product that is none of the list', 'the red one', [product('red one', 'Tricycle', '__proto__')]],
    ['a product that is ruled out', 'it is not Roadster', [product('Roadster', 'Roadster')]],
    ['no address', 'mail to jo at', [{ category: 'email', text: 'jo at', keys: [] }]],
    ['a number of no country', 'ticket 4711 0815', [{ category: 'phone', text: '4711 0815', keys: [] }]],
  ])('say nothing when there are %s', (_, text, entities) => {
    expect(reading(said(text), { incident: 0.9 }, entities).answers).toEqual({ down: 'yes' });
  });
});

import type { Recognise } from '../../../knowledge/search/recognise.js';
import { type SmallKnowledge, smallKnowledge, smallRecognition } from './small-model.js';

describe('reading a message', () => {
  let small: SmallKnowledge;
  let recognise: Recognise;
  beforeAll(async () => {
    small = smallKnowledge();
    recognise = await smallRecognition(small);
  });
  afterAll(() => small.remove());

  it.each([
    ['which days are you open', 'when-is-the-workshop-open', 'The workshop is open Tuesday to Saturday.'],
    [
      'until when must i send it back',
      'how-do-i-send-a-bicycle-back',
      'Send it to the depot within 30 days.',
    ],
    ['is washing part of basic', 'what-does-a-service-include', 'Wash: No (Basic), Yes (Gold)'],
  ])('answers "%s" with the fact', async (text, id, fact) => {
    expect(await recognise(text)).toMatchObject({ kind: 'faq', decision: 'answer', entries: [{ id }], fact });
  });

  it('says the limits of a fact with it', async () => {
    const { fact } = await recognise('how many brake checks with gold');
    expect(fact).toBe('Brakes: 2 checks (Gold). Gold is for members only.');
  });

  it.each([
    ['please call me now', 'callback-now'],
    ['a real human please', 'human'],
    ['never mind, stop', 'cancel'],
  ])('takes "%s" for the action %s', async (text, intent) => {
    expect(await recognise(text)).toMatchObject({ kind: 'action', decision: 'none', intent });
  });

  it.each([
    ['good morning', 'smalltalk', 'greeting'],
    ['thx', 'smalltalk', 'thanks'],
    ['capital of chile', 'unknown', 'far'],
    ['price of the gold service', 'unknown', 'near'],
  ])('gives no answer to "%s"', async (text, kind, topic) => {
    expect(await recognise(text)).toMatchObject({ kind, topic, decision: 'none', fact: null });
  });

  it('tells several problems from one with many symptoms', async () => {
    const several = await recognise('two things: the bell rattles, besides the wheel wobbles');
    expect(several).toMatchObject({ kind: 'incident', problems: 2 });
    expect(several.parts).toEqual(['the bell rattles', 'the wheel wobbles']);
    const text = 'the lamp flickers and the bell also makes a noise when i climb';
    expect(await recognise(text)).toMatchObject({ kind: 'incident', problems: 1, parts: [text] });
  });

  it('understands a question that goes on with the one before', async () => {
    const context = { entry: 'what-does-a-service-include', question: 'how many brake checks with gold' };
    const { entries, fact, text } = await recognise('and with basic?', context);
    expect(entries[0]?.id).toBe(context.entry);
    expect(fact).toContain('Brakes: 1 check (Basic)');
    expect(text).toBe('and with basic?');
    expect(await recognise('thanks', context)).toMatchObject({ kind: 'smalltalk' });
  });

  it('gives at most three entries, best first, with calibrated confidence', async () => {
    const { entries } = await recognise('open service');
    expect(entries.length).toBeLessThanOrEqual(3);
    const confidences = entries.map(({ confidence }) => confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
  });

  it.each(['', '   ', '\u0000\u0007', '\u200b', '?!'])('says nothing about %j', async (text) => {
    expect(await recognise(text)).toMatchObject({
      text,
      decision: 'none',
      fact: null,
      intent: null,
      problems: 0,
    });
  });

  it.each([
    ['one endless word', 'a'.repeat(100_000)],
    ['emoji', '😀👩‍👩‍👧'.repeat(10_000)],
    ['marks upon marks', `e${'\u0301'.repeat(5)}`.repeat(20_000)],
    ['letters that unfold', '\uFDFA '.repeat(50_000)],
    ['a list without end', '1. '.repeat(30_000)],
    ['separators only', 'and also besides another problem '.repeat(4_000)],
    ['half a character', `${'\ud83d'.repeat(5_000)} open?`],
  ])('reads a long message of %s in time', async (_, text) => {
    const start = performance.now();
    const read = await recognise(text);
    expect(performance.now() - start).toBeLessThan(200);
    expect(read.text).toBe(text);
  });
});

describe('a knowledge base without phrasings', () => {
  it('finds the entry by the words of the document and gives no made-up fact', async () => {
    const none = Object.fromEntries(
      ['questions', 'actions', 'smalltalk', 'out-of-scope', 'problems', 'separators', 'synonyms'].map(
        (name) => [`phrases/${name}.yaml`, '# nothing\n'],
      ),
    );
    const small = smallKnowledge({ ...none, 'facts.yaml': '# nothing\n' });
    const recognise = await smallRecognition(small);
    const { entries, fact } = await recognise('is there a test ride in the service');
    expect(entries[0]?.id).toBe('what-does-a-service-include');
    expect([null, 'A service includes brakes, gears and a test ride.']).toContain(fact);
    small.remove();
  });
});

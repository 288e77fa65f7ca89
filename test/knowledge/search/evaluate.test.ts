import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateMessages, messageShape } from '../../../knowledge/search/evaluate-messages.js';
import { evaluatePhrases, labelledShape } from '../../../knowledge/search/evaluate-phrases.js';
import { readJsonLines } from '../../../knowledge/search/json-lines.js';
import { smallKnowledge, smallRecognition } from './small-model.js';

describe('evaluating the current knowledge', () => {
  it('counts what was read as expected, and shows what was not', async () => {
    const small = smallKnowledge();
    const messages = [
      {
        text: 'which days are you open',
        kind: 'faq',
        expect: ['when-is-the-workshop-open'],
        must: ['Saturday'],
      },
      {
        text: 'which days are you open now',
        kind: 'faq',
        expect: ['how-do-i-send-a-bicycle-back'],
        must: ['30'],
      },
      { text: 'capital of chile', kind: 'oos' },
      { text: 'please call me now', kind: 'action', intent: 'callback-now' },
      { text: 'thx', kind: 'smalltalk' },
    ].map((message) => messageShape.parse(message));
    const { figures, entries, misses, confusions } = await evaluateMessages(
      await smallRecognition(small),
      messages,
    );
    const figure = (name: string) => figures.find((one) => one.name === name);
    expect(figure('questions: right entry given outright')).toMatchObject({ held: 1, of: 2 });
    expect(figure('questions: wrong entry given outright')).toMatchObject({ held: 1, of: 2 });
    expect(figure('questions for a fact: right fact')).toMatchObject({ held: 1, of: 2 });
    expect(figure('out of scope: an entry given outright')).toMatchObject({ held: 0, of: 1 });
    expect(figure('requests: right action')).toMatchObject({ held: 1, of: 1 });
    expect(entries).toContainEqual({ name: 'how-do-i-send-a-bicycle-back', held: 0, of: 1 });
    expect(misses.map(({ text }) => text)).toEqual(['which days are you open now']);
    expect(confusions).toEqual([
      { expected: 'how-do-i-send-a-bicycle-back', got: 'when-is-the-workshop-open', times: 1 },
    ]);
    small.remove();
  });
});

describe('evaluating somebody’s own phrases', () => {
  const train = [
    ['where is my parcel', 'track'],
    ['track my parcel', 'track'],
    ['parcel not here yet', 'track'],
    ['when will the parcel come', 'track'],
    ['i want my money back', 'refund'],
    ['refund please', 'refund'],
    ['how do i get a refund', 'refund'],
    ['give me the money back', 'refund'],
  ].map(([text, label]) => labelledShape.parse({ text, label }));

  it('tells accuracy in scope and recall out of scope', async () => {
    const test = [
      { text: 'my parcel please', label: 'track' },
      { text: 'money back now', label: 'refund' },
      { text: 'refund for a label that was never trained', label: 'unheard' },
      { text: 'zzz qqq', label: null },
    ];
    const { inScope, outOfScope, thresholds } = await evaluatePhrases(train, test);
    expect({ inScope, outOfScope }).toEqual({ inScope: 3, outOfScope: 1 });
    const at = (threshold: number) => thresholds.find((one) => one.threshold === threshold);
    expect(at(0)).toMatchObject({ inScopeAccuracy: 2 / 3, outOfScopeRecall: 0 });
    expect(at(0.9)?.outOfScopeRecall).toBe(1);
    expect(thresholds.filter(({ chosen }) => chosen)).toHaveLength(1);
  });
});

describe('reading labelled lines', () => {
  it('names every line that is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'firstline-lines-'));
    const file = join(folder, 'rows.jsonl');
    writeFileSync(file, '{"text":"a","label":null}\n\nno json\n{"text":1,"label":"x"}\n');
    expect(() => readJsonLines(file, labelledShape)).toThrow(/rows\.jsonl:3: [^\n]*\n[^\n]*rows\.jsonl:4: /);
    rmSync(folder, { recursive: true });
  });
});

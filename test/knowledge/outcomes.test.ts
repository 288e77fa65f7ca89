import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildKnowledge } from '../../knowledge/build.js';
import { loadKnowledge } from '../../knowledge/knowledge.js';
import {
  movedChecks,
  type Outcome,
  outcomeOf,
  readOutcomes,
  writeOutcomes,
} from '../../knowledge/outcomes.js';
import { nothingIn, type Recognition } from '../../knowledge/search/recognition.js';

const outcome = (text: string, more: Partial<Outcome> = {}): Outcome => ({
  text,
  decision: 'answer',
  entries: ['hours'],
  fact: 'Daily.',
  ...more,
});

describe('what the checks came to', () => {
  let content: string;
  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'firstline-outcomes-'));
  });
  afterEach(() => rmSync(content, { recursive: true, force: true }));

  function build(text: string): string {
    const document = join(content, 'faq.md');
    const out = join(content, 'knowledge.json');
    writeFileSync(document, text);
    buildKnowledge({ document, content, out });
    return out;
  }

  it('stands in the knowledge file, which is as good as before, until the knowledge is another', async () => {
    const file = build('## When are you open?\n\nDaily.\n');
    const { contentHash } = await loadKnowledge(file);
    expect(readOutcomes(file)).toBeUndefined();
    writeOutcomes(file, [outcome('when')]);
    build('## When are you open?\n\nDaily.\n');
    expect((await loadKnowledge(file)).contentHash).toBe(contentHash);
    expect(readOutcomes(file)).toEqual([outcome('when')]);
    build('## When are you open?\n\nNever.\n');
    expect(readOutcomes(file)).toBeUndefined();
  });

  it('moved when a customer gets another entry, fact or decision; not with the order of the checks', () => {
    const before = ['same', 'fact', 'entry', 'none', 'gone'].map((text) => outcome(text));
    const after = [
      outcome('new'),
      outcome('none', { decision: 'none', entries: [], fact: null }),
      outcome('entry', { entries: ['holidays'] }),
      outcome('fact', { fact: 'Never.' }),
      outcome('same'),
    ];
    expect(movedChecks(before, after).map(({ text }) => text)).toEqual(['none', 'entry', 'fact']);
    expect(movedChecks(before, after)[1]).toMatchObject({
      before: { entries: ['hours'] },
      after: { entries: ['holidays'] },
    });
  });

  it('is what the customer sees, whatever else came near', () => {
    const near = ['hours', 'holidays'].map((id) => ({ id, title: id, confidence: 0.4 }));
    const read = (decision: Recognition['decision']) =>
      outcomeOf('q', { ...reading, decision, entries: near });
    expect(read('answer')).toEqual({ text: 'q', decision: 'answer', entries: ['hours'], fact: 'Daily.' });
    expect(read('choose')).toMatchObject({ entries: ['hours', 'holidays'], fact: null });
    expect(read('none')).toMatchObject({ entries: [], fact: null });
  });
});

const reading: Recognition = {
  ...nothingIn('q'),
  kind: 'faq',
  decision: 'answer',
  fact: 'Daily.',
};

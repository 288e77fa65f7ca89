import { randomUUID } from 'node:crypto';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { type Office, openOffice, type Talk } from '../support/conversation.js';

let knowledge: Knowledge;
let recognizer: Recognizer;
let office: Office;

beforeAll(async () => {
  knowledge = await builtKnowledge();
  recognizer = await builtRecognizer(knowledge);
});
afterAll(async () => await recognizer.close());
beforeEach(async () => {
  office = await openOffice({ knowledge, recognizer });
});
afterEach(async () => await office.close());

/** Up to the summary of a wish, one message before its confirmation. */
async function toSummary(talk: Talk): Promise<void> {
  for (const text of [
    'open a case',
    'Please add a dark mode to the console of Avalanche',
    'yes',
    'Jo Weber',
    'jo.weber@example.org',
  ]) {
    await talk.say(text);
  }
  expect(talk.last().buttons).toContain('Create the case');
}

const numberIn = (text: string): string => /FL-\w+/.exec(text)?.[0] ?? 'none';

describe('a turn', () => {
  it('has one effect and one reply when the same activity is delivered twice', async () => {
    const talk = office.talk('dl_a');
    await toSummary(talk);
    const id = randomUUID();
    const first = await talk.say('create the case', { id });
    const second = await talk.say('create the case', { id });
    expect(first.text).toContain('Your case is');
    expect(second.text).toBe('');
    expect(await office.cases()).toHaveLength(1);
  });

  it('gives the number again when the same button comes under a new activity id', async () => {
    const talk = office.talk('dl_a');
    await toSummary(talk);
    const [first, second] = await talk.pressTwice('Create the case');
    expect(numberIn(first.text)).toMatch(/^FL-/);
    expect(second.text).toContain(numberIn(first.text));
    expect(second.text).toContain('Nothing was created twice');
    expect(await office.cases()).toHaveLength(1);
  });

  it('replies once more when the process died between saving and replying', async () => {
    const talk = office.talk('dl_a');
    await toSummary(talk);
    const id = randomUUID();
    const before = await talk.say('create the case', { id });
    await office.restart();
    const after = await talk.say('create the case', { id });
    expect(numberIn(after.text)).toBe(numberIn(before.text));
    expect(await office.cases()).toHaveLength(1);
  });

  it('takes racing messages of a conversation one after the other', async () => {
    const talk = office.talk('dl_a');
    await talk.say('open a case');
    await talk.say('Please add a dark mode to the console of Avalanche');
    await talk.say('yes');
    await Promise.all([talk.say('Jo Weber'), talk.say('jo.weber@example.org')]);
    const summary = await talk.say('summary');
    expect(summary.text).toContain('Jo Weber');
    expect(summary.text).toContain('jo.weber@example.org');
  });

  it('ignores what it does not know, and answers silence without losing the step', async () => {
    const talk = office.talk('dl_a');
    await talk.say('open a case');
    expect((await talk.say('', { type: 'typing' })).text).toBe('');
    expect((await talk.say('  ')).text).toContain('What happens?');
    expect((await talk.say('', { value: { do: 'explode', __proto__: { draft: 'x' } } })).text).toContain(
      'out of date',
    );
  });

  it('refuses a text that is too long politely, and never cuts it', async () => {
    const said = await office.talk('dl_a').say('x'.repeat(100_000));
    expect(said.text).toContain('more than I can take');
  });

  it('masks secrets and repeats none', async () => {
    const talk = office.talk('dl_a');
    await talk.say('open a case');
    const said = await talk.say('The import fails with password: Tr0ub4dor&3 since this morning');
    expect(said.text).toContain('masked');
    const summary = await talk.say('summary');
    expect(summary.text).not.toContain('Tr0ub4dor');
  });

  it('repeats what a customer writes as harmless text', async () => {
    const talk = office.talk('dl_a');
    await talk.say('open a case');
    await talk.say(
      'Please add <img src=x onerror=alert(1)> and [a link](javascript:alert(1)) to Avalanche as a new feature',
    );
    await talk.say('yes');
    const { text } = await talk.say('summary');
    expect(text).toContain('\\<img');
    expect(text).toContain('\\[a link\\]');
  });

  it('keeps customers apart', async () => {
    const one = office.talk('dl_a');
    await toSummary(one);
    const created = await one.say('create the case');
    const other = await office.talk('dl_b').say(`status of ${numberIn(created.text)}`);
    expect(other.text).not.toContain('Avalanche');
    expect((await one.say('status of my cases')).text).toContain(numberIn(created.text));
  });

  it('says sorry with a reference when something breaks, and goes on afterwards', async () => {
    const talk = office.talk('dl_a');
    office.break(new Error('inner secret of the database'));
    const said = await talk.say('hello');
    expect(said.text).toMatch(/went wrong.*Reference/);
    expect(said.text).not.toContain('inner secret');
    office.break(undefined);
    expect((await talk.say('hello')).text).toContain('Hello');
  });
});

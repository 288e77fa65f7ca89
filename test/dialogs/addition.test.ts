import { randomUUID } from 'node:crypto';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { isAddition } from '../../handoff/additions.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { type Office, openOffice } from '../support/conversation.js';

describe('what a customer adds to a case', () => {
  let recognizer: Recognizer;
  let office: Office;
  const owner = { channel: 'directline', tenant: '', id: 'dl_customer' };

  beforeAll(async () => {
    const knowledge = await builtKnowledge();
    recognizer = await builtRecognizer(knowledge);
    office = await openOffice({ knowledge, recognizer });
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await recognizer.close();
  });

  const additions = async (number: string) =>
    (await office.cases()).find((one) => one.number === number)?.trail?.filter(isAddition) ?? [];

  it('is added once by two clicks, by a click after a restart, and by a delivery that comes twice', async () => {
    const { number } = await office.open(owner, 'P2', 'a');
    const talk = office.talk('dl_customer');
    await talk.say(`add to ${number}: it also happens on server B`);
    const said = await talk.pressTwice('Add it to the case');
    expect(said.map(({ text }) => text).join('\n')).toContain(`Added to **${number}**`);
    expect(said.map(({ text }) => text).join('\n')).toContain('Nothing was added twice');
    expect(await additions(number)).toHaveLength(1);

    await talk.say(`add to ${number}: and on server C`);
    const id = randomUUID();
    await talk.say('yes', { id });
    await office.restart();
    await talk.say('yes', { id });
    expect((await additions(number)).map(({ note }) => note)).toEqual([
      'it also happens on server B',
      'and on server C',
    ]);
  });

  it('is exported with the rest of what is kept about them, without what staff wrote', async () => {
    const { number } = await office.open(owner, 'P2', 'b');
    const talk = office.talk('dl_customer');
    await talk.say(`add to ${number}: it also happens on server Q`);
    await talk.say('yes');
    const { text } = await talk.say('export my data');
    expect(text).toContain('"words": "it also happens on server Q"');
    expect(text).not.toContain('draftId');
  });

  it('is refused when it is too long, with the longest length, and asked for again', async () => {
    const { number } = await office.open(owner, 'P2', 'c');
    const talk = office.talk('dl_customer');
    const { text } = await talk.say(`add to ${number}: ${'very long words '.repeat(300)}`);
    expect(text).toContain('more than 4000 characters');
    expect(text).toContain(`What shall I add to ${number}?`);
    expect((await talk.say('x '.repeat(3000))).text).toContain('more than 4000 characters');
    expect((await talk.say('a shorter text')).text).toContain('Shall I add it?');
    await talk.say('cancel');
    await talk.say('yes');
    expect(await additions(number)).toHaveLength(0);
  });
});

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { type Office, openOffice, type Said, type Talk } from '../support/conversation.js';

/** The same conversations each time; more runs, or another seed, by hand. */
const settings = { seed: 20260311, numRuns: 15 };

const answers = [
  'yes',
  'no',
  "I don't know",
  'slower',
  'neither',
  'a wish',
  'something does not work',
  '1',
  '2',
  'skip',
];
const talk = [
  'thank you',
  'hello',
  'you are a stupid machine',
  'what does P1 mean?',
  'status of my cases',
  'help',
  'why',
];
const orders = [
  'summary',
  'enough',
  'that should be P1',
  'it is urgent',
  'save',
  'save it',
  'why this priority',
  'change',
];
const nonsense = [
  '',
  '😀😀',
  'banana',
  'مرحبا كيف الحال',
  'ich weiß nicht, was Sie meinen',
  '<b>x</b>',
  'x'.repeat(9000),
  '{}',
  '...',
];
const evidence = [
  'steps: open the list, sort it',
  'cannot reproduce',
  'all of the service desk sees it since Monday',
];
const leaving = [
  'cancel',
  'start over',
  'back',
  'go back',
  'another problem: the logo is the old one',
  'merge',
  'take out the second',
];

const tame = fc.constantFrom(...answers, ...talk, ...orders, ...nonsense, ...evidence);
const wild = fc.constantFrom(...answers, ...talk, ...orders, ...nonsense, ...evidence, ...leaving);

let knowledge: Knowledge;
let recognizer: Recognizer;
let office: Office;

beforeAll(async () => {
  knowledge = await builtKnowledge();
  recognizer = await builtRecognizer(knowledge);
  office = await openOffice({ knowledge, recognizer });
}, 60_000);

afterAll(async () => {
  await office.close();
  await recognizer.close();
});

/** What a willing customer says next. */
function willing({ text, buttons }: Said): string {
  const last = text.split('\n\n').at(-1) ?? '';
  if (last.includes('Shall I create the case')) return 'create the case';
  if (/Shall I (throw away|leave out|drop)/.test(last)) return 'no';
  const preferred = [
    'Yes, that is right',
    'It is one problem',
    'Something does not work',
    "I don't know",
    'No',
    'Skip',
  ];
  const button = preferred.find((title) => buttons.includes(title));
  if (button !== undefined) return button;
  if (last.includes('your name')) return 'Ola Berg';
  if (last.includes('e-mail')) return 'ola.berg@example.org';
  if (last.includes('phone number')) return '+47 22 99 00 11';
  if (last.includes('What happens')) return 'The nightly inventory scan ends with an error';
  return 'report a problem';
}

/** Goes on willingly until a case is created; how many messages that took. */
async function finish(chat: Talk, owner: string): Promise<number> {
  const before = (await casesOf(owner)).length;
  for (let count = 1; count <= 40; count++) {
    await chat.say(willing(chat.last()));
    if ((await casesOf(owner)).length > before) return count;
  }
  return Number.POSITIVE_INFINITY;
}

async function casesOf(user: string) {
  return (await office.cases()).filter(({ owner }) => owner.id === user);
}

const consents = new Set(['yes', 'create the case', '1']);

describe('customers who do not keep to the form', () => {
  it('never lose an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tame, { maxLength: 12 }), async (messages) => {
        const user = `dl_${randomUUID()}`;
        const chat = office.talk(user);
        await chat.say(
          'The nightly scan in Service Manager 2024.3 ends with an error, this is Jo Weber, jo@example.org',
        );
        for (const message of messages) await chat.say(message);
        if ((await casesOf(user)).length === 0) await finish(chat, user);
        const [opened] = (await casesOf(user)).slice(-1);
        expect(opened).toMatchObject({
          product: 'Service Manager',
          version: '2024.3',
          contact: { name: 'Jo Weber', email: 'jo@example.org' },
        });
      }),
      settings,
    );
  });

  it('get no case without their consent, an answer to everything, and are never at a dead end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wild, { maxLength: 16 }), async (messages) => {
        const user = `dl_${randomUUID()}`;
        const chat = office.talk(user);
        await chat.say('report a problem');
        for (const message of messages) {
          const asked = chat.last().text;
          const before = (await casesOf(user)).length;
          const said = await chat.say(message);
          expect(said.text).not.toBe('');
          expect(said.text).not.toContain('something went wrong');
          const created = (await casesOf(user)).length > before;
          if (created)
            expect([asked.includes('Shall I create the case'), consents.has(message)]).toEqual([true, true]);
        }
        expect(await finish(chat, user)).toBeLessThan(40);
      }),
      settings,
    );
  });
});

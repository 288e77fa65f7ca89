import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { hoursSchema } from '../../knowledge/rules/hours.js';
import { readYaml } from '../../knowledge/yaml.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { openOffice, type Talk } from '../support/conversation.js';
import { root } from '../support/root.js';
import { readTranscripts, type Transcript } from '../support/transcript.js';

const folder = join(root, 'test/transcripts');

let knowledge: Knowledge;
let withHours: Knowledge;
let recognizer: Recognizer;

beforeAll(async () => {
  knowledge = await builtKnowledge();
  const regions = readYaml(join(root, 'knowledge/content/hours.example.yaml'), hoursSchema);
  withHours = { ...knowledge, rules: { ...knowledge.rules, regions } };
  recognizer = await builtRecognizer(knowledge);
}, 60_000);

afterAll(async () => await recognizer.close());

describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (file) => {
  it.each(readTranscripts(join(folder, file)).map((one) => [one.name, one] as const))(
    '%s',
    async (_name, transcript) => {
      await follow(transcript);
    },
  );
});

async function follow({ at, hours, steps, cases, callbacks }: Transcript): Promise<void> {
  const office = await openOffice({
    knowledge: hours ? withHours : knowledge,
    recognizer,
    now: new Date(at),
  });
  try {
    const talks = new Map([['one', office.talk('dl_customer', 'one')]]);
    let code = '';
    for (const step of steps) {
      if (step.at !== undefined) office.setClock(new Date(step.at));
      if (step.restart) await office.restart();
      const chat = step.chat ?? 'one';
      const talk = talks.get(chat) ?? office.talk(`dl_${chat}`, chat);
      talks.set(chat, talk);
      const said = step.press === undefined ? await write(talk, step, code) : await talk.press(step.press);
      for (const words of step.bot) expect(said.text).toContain(words);
      for (const words of step.not) expect(said.text).not.toContain(words);
      expect(said.buttons).toEqual(expect.arrayContaining(step.buttons));
      code = /RC-\w{5}-\w{5}/.exec(said.text)?.[0] ?? code;
    }
    if (cases) {
      const opened = [...(await office.cases())].reverse();
      expect(opened.map((one) => ({ ...one, ...one.contact, related: one.related.length }))).toEqual(
        cases.map(({ answers = {}, ...one }) =>
          expect.objectContaining({ ...one, answers: expect.objectContaining(answers) }),
        ),
      );
    }
    if (callbacks) {
      const requested = await office.callbacks();
      expect(requested.map((one) => ({ ...one, hasCase: one.caseNumber !== null }))).toEqual(
        callbacks.map((one) => expect.objectContaining(one)),
      );
    }
  } finally {
    await office.close();
  }
}

async function write(talk: Talk, { customer = '', log, files }: Transcript['steps'][number], code: string) {
  const lines = Array.from({ length: log }, (_, n) => `2026-03-11 10:00:${n % 60} ERROR worker ${n} failed`);
  const text = [customer.replace('{code}', code), ...lines].filter(Boolean).join('\n');
  const attachments = files.map((name) => ({
    name,
    contentType: name.endsWith('.png') ? 'image/png' : 'application/octet-stream',
    contentUrl: 'http://localhost/v3/directline/conversations/one/files/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6',
  }));
  return await talk.say(text, attachments.length > 0 ? { attachments } : {});
}

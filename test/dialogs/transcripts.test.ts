import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { hoursSchema } from '../../knowledge/rules/hours.js';
import { readYaml } from '../../knowledge/yaml.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { openOffice } from '../support/conversation.js';
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
    const talk = office.talk('dl_customer', 'one');
    for (const step of steps) {
      if (step.at !== undefined) office.setClock(new Date(step.at));
      if (step.restart) await office.restart();
      const said =
        step.press === undefined ? await talk.say(step.customer ?? '') : await talk.press(step.press);
      for (const words of step.bot) expect(said.text).toContain(words);
      for (const words of step.not) expect(said.text).not.toContain(words);
      expect(said.buttons).toEqual(expect.arrayContaining(step.buttons));
    }
    if (cases) {
      const opened = [...(await office.cases())].reverse();
      expect(opened.map((one) => ({ ...one, ...one.contact, related: one.related.length }))).toEqual(
        cases.map((one) => expect.objectContaining(one)),
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

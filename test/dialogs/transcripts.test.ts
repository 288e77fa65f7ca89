import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { isAddition } from '../../handoff/additions.js';
import type { Case } from '../../handoff/case.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { customersSchema } from '../../knowledge/rules/customers.js';
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

async function follow(transcript: Transcript): Promise<void> {
  const { at, hours, opened: before, steps, cases, callbacks, uses } = transcript;
  const office = await openOffice({
    knowledge: knowing(transcript.customers, hours ? withHours : knowledge),
    recognizer,
    now: new Date(at),
  });
  try {
    const talks = new Map([['one', office.talk('dl_customer', 'one')]]);
    const owner = { channel: 'directline', tenant: transcript.tenant, id: 'dl_customer' };
    const given = new Map<string, string>();
    for (const [index, grade] of before.entries()) {
      const { number, accessCode } = await office.open(
        owner,
        grade === 'none' ? null : grade,
        `before-${index}`,
      );
      given.set('case', number).set('access', accessCode);
    }
    const { tenant, timeZone } = transcript;
    for (const step of steps) {
      if (step.at !== undefined) office.setClock(new Date(step.at));
      if (step.restart) await office.restart();
      if (step.status !== undefined) await office.setStatus(given.get('case') ?? '', step.status);
      const chat = step.chat ?? 'one';
      const talk = talks.get(chat) ?? office.talk(`dl_${chat}`, chat);
      talks.set(chat, talk);
      const said =
        step.press === undefined
          ? await write(talk, step, given, { tenant, timeZone })
          : await talk.press(filled(step.press, given));
      for (const [name, pattern] of patterns) {
        const found = pattern.exec(said.text)?.[1];
        if (found !== undefined) given.set(name, found);
      }
      const meant = (texts: readonly string[]) => texts.map((text) => filled(text, given));
      for (const words of meant(step.bot)) expect(said.text).toContain(words);
      for (const words of meant(step.not)) expect(said.text).not.toContain(words);
      expect(said.buttons).toEqual(expect.arrayContaining(meant(step.buttons)));
      for (const title of meant(step.noButtons)) expect(said.buttons).not.toContain(title);
    }
    if (cases) {
      const opened = [...(await office.cases())].reverse();
      expect(
        opened.map((one) => ({
          ...one,
          ...one.contact,
          related: one.related.length,
          added: additionsTo(one),
        })),
      ).toEqual(
        cases.map(({ answers = {}, added, ...one }) =>
          expect.objectContaining({
            ...one,
            answers: expect.objectContaining(answers),
            ...(added && { added: added.map((each) => expect.objectContaining(each)) }),
          }),
        ),
      );
    }
    if (uses) {
      const noted = await office.uses();
      expect(noted.map(({ use }) => use)).toEqual(uses.map((one) => expect.objectContaining(one)));
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

function additionsTo({ trail = [] }: Case): readonly object[] {
  return trail.filter(isAddition).map(({ by, note, added }) => ({
    words: note,
    by: by.id,
    files: added?.files.length ?? 0,
    log: (added?.log ?? '') !== '',
  }));
}

/** The text with what was given before in place of its names. */
function filled(text: string, given: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => given.get(name) ?? whole);
}

/** What the bot gives that a customer comes back with. */
const patterns = [
  ['code', /(RC-\w{5}-\w{5})/],
  ['case', /\*\*(FL-\w{6})\*\*/],
  ['access', /access code \*\*(\w{5}-\w{5})\*\*/],
] as const;

function knowing(customers: readonly unknown[], { rules, ...rest }: Knowledge): Knowledge {
  const read = customersSchema(rules.entitlements, rules.regions).parse({ customers });
  return { ...rest, rules: { ...rules, customers: read } };
}

async function write(
  talk: Talk,
  { customer = '', log, files, group }: Transcript['steps'][number],
  given: ReadonlyMap<string, string>,
  { tenant, timeZone }: { readonly tenant: string; readonly timeZone: string | undefined },
) {
  const lines = Array.from({ length: log }, (_, n) => `2026-03-11 10:00:${n % 60} ERROR worker ${n} failed`);
  const words = filled(customer, given);
  const attachments = files.map((name) => ({
    name,
    contentType: name.endsWith('.png') ? 'image/png' : 'application/octet-stream',
    contentUrl: 'http://localhost/v3/directline/conversations/one/files/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6',
  }));
  return await talk.say([words, ...lines].filter(Boolean).join('\n'), {
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(timeZone === undefined ? {} : { localTimezone: timeZone }),
    ...(tenant === '' && !group ? {} : { tenant, group }),
  });
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../../../knowledge/build.js';
import type { Knowledge } from '../../../knowledge/knowledge.js';
import type { Model } from '../../../knowledge/search/model.js';
import { createRecognition, type Recognise } from '../../../knowledge/search/recognise.js';
import { readSearchContent } from '../../../knowledge/search/search-content.js';
import { trainModel } from '../../../knowledge/search/train.js';

/** A small knowledge base about a bicycle workshop, with a content folder of its own. */
export interface SmallKnowledge {
  readonly folder: string;
  readonly knowledge: Knowledge;
  readonly remove: () => void;
}

const document = `# Wheelhouse: questions

## When is the workshop open?

The workshop is open Tuesday to Saturday. On Mondays it is closed.

## What does a service include?

A service includes brakes, gears and a test ride. The table shows the two kinds of service:

| Part | Basic | Gold |
|---|---|---|
| Brakes | 1 check | 2 checks |
| Wash | No | Yes |

Gold is for members only.

## How do I send a bicycle back?

Send it to the depot within 30 days. The address is on <https://wheelhouse.example/return>.
`;

const files: Readonly<Record<string, string>> = {
  'document.md': document,
  'facts.yaml': `
what-does-a-service-include:
  - id: brakes
    find: [Brakes, check]
    also: [[members only]]
    asked: [how often are the brakes checked, number of brake checks, how many brake checks do I get]
  - id: wash
    find: [Wash]
    asked: [is it washed too, do you wash the bike, washing included]
how-do-i-send-a-bicycle-back:
  - id: days
    find: [30 days]
    asked: [how many days do I have to return it, until when can I send it back, deadline for sending it back]
`,
  'phrases/questions.yaml': `
when-is-the-workshop-open:
  - are you open on saturday
  - which days is the shop open
  - closed on monday?
  - opening days please
  - what days can i come by
  - when are you there
what-does-a-service-include:
  - what is part of the gold service
  - what do you check in a service
  - difference between basic and gold
  - what do i get for a service
  - does a service contain the gears
  - whats in the basic one
how-do-i-send-a-bicycle-back:
  - how to return my bike
  - where do i send the bike
  - can i give it back
  - return address
  - i want to send my bike back, how
  - sending back a bicycle
`,
  'phrases/actions.yaml': `
callback-now: [call me now, ring me at once, phone me this minute, call me immediately]
human: [let me talk to a person, a human please, connect me to somebody real, i want a real person]
cancel: [stop it, cancel that, forget it, never mind]
`,
  'phrases/smalltalk.yaml': `
greeting: [hello, good morning, hi there, hey]
thanks: [thanks, thank you very much, thx a lot, cheers]
`,
  'phrases/out-of-scope.yaml': `
near: [what does a gold service cost, price of a new tyre, do you sell helmets, can you paint my frame]
far: [weather tomorrow, capital of peru, tell me a joke, who won the match]
`,
  'phrases/problems.yaml': `
P1b: [the brakes do not work at all, i cannot ride because the chain is broken, wheel came off completely]
P3b: [sometimes the bell does not ring, now and then the light flickers, the pedal squeaks from time to time]
several:
  - { text: "two things: the brake squeals, and besides the lamp is broken", count: 2, criterion: P3b }
  - { text: "the chain jumps. another problem: the saddle is loose", count: 2, criterion: P3b }
single:
  - { text: "the gears grind and also make a noise when i climb", criterion: P3b }
  - { text: "the lamp flickers and the dynamo hums, same thing i think", criterion: P3b }
`,
  'phrases/separators.yaml': `
another: [another problem, besides]
also: [also]
announced: [two things]
follows: [and, what about]
`,
  'phrases/synonyms.yaml': 'ignore: [wheelhouse]\n',
};

export function smallKnowledge(changed: Readonly<Record<string, string>> = {}): SmallKnowledge {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-search-'));
  mkdirSync(join(folder, 'phrases'));
  for (const [name, text] of Object.entries({ ...files, ...changed }))
    writeFileSync(join(folder, name), text);
  const { knowledge } = readSource({ document: join(folder, 'document.md'), content: folder });
  return { folder, knowledge, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function smallModel({ folder, knowledge }: SmallKnowledge): Promise<Model> {
  return await trainModel(knowledge.entries, readSearchContent(folder));
}

export async function smallRecognition(small: SmallKnowledge): Promise<Recognise> {
  return createRecognition(small.knowledge, await smallModel(small));
}

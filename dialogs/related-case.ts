import { readCaseNumber } from '../handoff/case-number.js';
import { choiceIn, plain } from '../knowledge/replies.js';
import { caseNumberIn } from './case-named.js';
import { yesNo } from './form.js';
import type { IncidentOptions } from './incident-begin.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** The intake of a new case that continues a closed one; undefined when the message does not ask for that. */
export async function relatedCase(services: Services, turn: Turn): Promise<IncidentOptions | undefined> {
  const { awaited, text } = turn;
  const typed = caseNumberIn(text);
  const pressed =
    typed !== undefined && plain(text) === plain(services.say('offer.related-case', { number: typed }))
      ? readCaseNumber(typed)
      : undefined;
  if (awaited?.kind === 'related') {
    const agrees = choiceIn(text, yesNo, services.knowledge.replies) === 'yes';
    if (agrees || pressed === awaited.number) return await follow(services, awaited.number, awaited.words);
  }
  if (pressed === undefined) return undefined;
  const isShown = turn.memory.shown?.number === pressed;
  const isOwn = (await services.handoff.casesOf(turn.owner)).some(({ number }) => number === pressed);
  return isShown || isOwn ? await follow(services, pressed, '') : undefined;
}

async function follow(services: Services, number: string, words: string): Promise<IncidentOptions> {
  if (words === '') return { follows: [number] };
  const read = await services.recognise(words);
  const report = read.kind === 'incident' ? read : { parts: [words], answers: {}, priority: null };
  return { message: words, report, follows: [number] };
}

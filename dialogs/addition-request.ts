import type { AdditionOutcome } from '../handoff/additions.js';
import { mentions } from '../knowledge/replies.js';
import { noteFor } from './addition-words.js';
import { afterCase } from './after-case.js';
import type { Outcome } from './form-spec.js';
import type { FormState } from './form-state.js';
import { refusedAddition } from './refused-addition.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';

/** Adds what was confirmed to the case, by what holds for it at this moment, and says what comes of it. */
export async function requestAddition(
  services: Services,
  { answers, carry, draftId }: FormState,
  turn: Turn,
): Promise<Outcome> {
  const { which: number = '', words = '' } = answers;
  const [code] = carry.code ?? [];
  const note = noteFor(words, services.knowledge.replies);
  const outcome = await services.handoff.addToCase(
    turn.owner,
    { number, ...(code === undefined ? {} : { accessCode: code }) },
    {
      draftId,
      words,
      files: carry.files ?? [],
      log: (carry.pastes ?? []).join('\n\n'),
      ...(note === undefined ? {} : { note }),
    },
  );
  if (outcome.kind === 'added') {
    rememberMade(turn.memory, { draft: draftId, number, added: true });
    turn.memory.shown = { number, ...(code === undefined ? {} : { code }) };
  }
  return {
    replies: await repliesTo(services, turn, outcome, {
      words,
      graver: note !== undefined,
      own: code === undefined,
    }),
  };
}

/** Where it is said to be graver than it was, the grade stays staff's, and the calls that are open are offered. */
async function repliesTo(
  services: Services,
  turn: Turn,
  outcome: AdditionOutcome,
  { words, graver, own }: { readonly words: string; readonly graver: boolean; readonly own: boolean },
): Promise<readonly Reply[]> {
  const { say, knowledge } = services;
  if (outcome.kind === 'not-found') return [{ text: say('addition.gone') }];
  const { number, priority } = outcome.case;
  if (outcome.kind !== 'added') return [refusedAddition(services, turn, outcome.kind, { number, words })];
  const solved = mentions(words, 'solved', knowledge.replies);
  const text = [
    say(outcome.existing ? 'addition.already' : 'addition.done', { number }),
    ...(graver ? [say('addition.grade-stays', { priority: priority ?? say('grade.none') })] : []),
    ...(solved && !graver ? [say('addition.closing')] : []),
  ].join(' ');
  if (!graver)
    return [
      {
        text,
        buttons: [{ title: say('offer.add-details', { number }) }, { title: say('offer.case-status') }],
      },
    ];
  if (!own) return [{ text, buttons: [{ title: say('offer.callback-queue') }] }];
  turn.memory.offered = 'callback';
  turn.memory.caseNumber = number;
  return [{ text }, await afterCase(services, turn, outcome.case)];
}

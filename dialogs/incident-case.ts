import type { CaseDraft } from '../handoff/case.js';
import { contradicted } from '../policy/intake.js';
import type { Progress } from '../policy/progress.js';
import type { FormState } from './form-state.js';
import type { Turn } from './turn.js';

/** What the customer confirmed, as the store takes it. `contract`: what is known of level and region, and from where. */
export function caseDraft(
  state: FormState,
  standing: Progress,
  turn: Turn,
  contract: readonly string[],
): CaseDraft {
  const { grade } = standing;
  // What the conversation asked for itself is no business of the case.
  const { split: _split, understood: _understood, ...answers } = standing.answers;
  const { carry } = state;
  const because = grade.kind === 'proposed' ? grade.classification : undefined;
  return {
    draftId: state.draftId,
    owner: turn.owner,
    conversation: turn.conversation,
    priority: because?.priority ?? null,
    criterion: because?.because.id ?? null,
    product: answers.product ?? '',
    version: answers.version ?? '',
    description: answers.description ?? '',
    firstMessage: carry.message?.[0] ?? '',
    contact: { name: answers.name ?? '', email: answers.email ?? '', phone: state.answers.phone ?? '' },
    answers: {
      ...answers,
      ...joined('contract', contract, '\n'),
      ...joined('more', carry.more, '\n'),
      ...joined('files', carry.files, '\n'),
      ...joined('log', carry.pastes, '\n\n'),
    },
    notes: caseNotes(state, standing),
    related: [...(carry.follows ?? []), ...(carry.related ?? [])],
  };
}

/** Ids of what staff should see: by the rules, by the customer's remarks, and where answers contradict the first message. */
export function caseNotes({ carry, answers }: FormState, { notes }: Progress): readonly string[] {
  const first = Object.fromEntries((carry.first ?? []).map((said) => said.split('=', 2)));
  const differs = contradicted(first, answers).length > 0;
  return [...notes, ...(carry.remarks ?? []), ...(differs ? ['contradicts-first-message'] : [])];
}

function joined(
  id: string,
  texts: readonly string[] = [],
  between: string,
): Readonly<Record<string, string>> {
  return texts.length > 0 ? { [id]: texts.join(between) } : {};
}

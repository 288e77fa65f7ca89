import { createHash } from 'node:crypto';
import type { FormState } from './form-state.js';
import type { StepMark } from './reply.js';

/** What is open in the form: the question, whether to leave, or the summary of exactly these answers. */
export function stepOf({ draftId, asking, leaving, answers, carry }: FormState): StepMark {
  if (leaving !== 'no') return { draft: draftId, step: 'leave' };
  if (asking !== undefined) return { draft: draftId, step: `ask-${asking}` };
  const shown = createHash('sha256')
    .update(JSON.stringify([answers, carry]))
    .digest('base64url');
  return { draft: draftId, step: `summary-${shown.slice(0, 12)}` };
}

/** Whether a button was made for what is open. Buttons that go away by themselves name no step. */
export function isForStep(action: Readonly<Record<string, string>>, state: FormState): boolean {
  const open = stepOf(state);
  return action.draft === open.draft && (action.step === undefined || action.step === open.step);
}

import { currentQuestion } from './form.js';
import type { FormSpec } from './form-spec.js';
import type { FormState } from './form-state.js';
import type { Button, Reply } from './reply.js';
import type { Turn } from './turn.js';
import type { Wording } from './wording.js';

/**
 * What the customer is asked now: the open question with its choices, whether to leave, or the summary. `briefly`: without the
 * summary, which stands above already.
 */
export async function formPrompt<Options extends object>(
  spec: FormSpec<Options>,
  say: Wording,
  state: FormState,
  turn: Turn,
  briefly = false,
): Promise<Reply> {
  if (state.leaving !== 'no') {
    const buttons = ['yes', 'no'].map((id) => ({ title: say(`choice.${id}`) }));
    return { text: say(`leave.${spec.parting(state)}`), buttons };
  }
  const reading = spec.reading(state, turn);
  const question = currentQuestion(state, reading);
  if (question === undefined) {
    const summary = await spec.summary(state, turn);
    const asked = say(
      briefly ? `confirm.${spec.confirming(state)}` : `confirm.${spec.confirming(state)}-first`,
    );
    return { ...summary, text: briefly ? asked : `${summary.text}\n\n${asked}` };
  }
  const choices = reading.choices(question, state.answers);
  const buttons: Button[] = choices.map(({ label }) => ({ title: label }));
  if (question.optional && !choices.some(({ value }) => value === 'unknown'))
    buttons.push({ title: say('button.skip') });
  return { text: spec.ask(question, state, turn), buttons };
}

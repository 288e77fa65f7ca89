import { currentQuestion } from './form.js';
import type { FormSpec } from './form-spec.js';
import type { FormState } from './form-state.js';
import { stepOf } from './form-step.js';
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
    return { text: say(`leave.${spec.parting(state)}`), buttons, step: stepOf(state) };
  }
  const reading = spec.reading(state, turn);
  const question = currentQuestion(state, reading);
  if (question === undefined) {
    const { card, ...summary } = await spec.summary(state, turn);
    const confirming = `confirm.${spec.confirming(state)}`;
    const asked = say(briefly ? confirming : `${confirming}-first`);
    if (briefly) return { ...summary, text: asked, step: stepOf(state) };
    const text = `${summary.text}\n\n${asked}`;
    const whole = card && { ...card, parts: [...card.parts, { kind: 'text', text: asked } as const] };
    return { ...summary, text, ...(whole ? { card: whole } : {}), step: stepOf(state) };
  }
  const choices = reading.choices(question, state.answers);
  const buttons: Button[] = choices.map(({ label }) => ({ title: label }));
  if (question.optional && !choices.some(({ value }) => value === 'unknown'))
    buttons.push({ title: say('button.skip') });
  return { text: spec.ask(question, state, turn), buttons, step: stepOf(state) };
}

/** The prompt after what is said of the message before. */
export function withNotes({ card, ...prompt }: Reply, notes: readonly string[]): Reply {
  if (card === undefined || notes.length === 0)
    return { ...prompt, text: [...notes, prompt.text].join('\n\n'), ...(card ? { card } : {}) };
  const noted = { kind: 'text', text: notes.join('\n\n') } as const;
  return {
    ...prompt,
    text: [...notes, prompt.text].join('\n\n'),
    card: { ...card, parts: [noted, ...card.parts] },
  };
}

import type { Attached } from './attach.js';
import { currentQuestion, type FormReading } from './form.js';
import type { FormState } from './form-state.js';
import type { Turn } from './turn.js';
import type { Wording } from './wording.js';

/** What helps a customer whose message was no answer: why it was none, and after a while what else is possible. */
export function unclearHint(say: Wording, state: FormState, reading: FormReading, turn: Turn): string {
  const question = currentQuestion(state, reading);
  const reason = question && reading.hint(question, turn.text);
  const hint =
    (turn.foreign === undefined ? undefined : say('unclear.foreign')) ??
    (reason === undefined ? undefined : say.maybe(`unclear.${question?.kind}-${reason}`)) ??
    say.maybe(`unclear.${question?.id}`) ??
    say(`unclear.${question?.kind ?? 'confirm'}`);
  if (state.misses < 2 || question === undefined) return hint;
  const open =
    question.optional || reading.choices(question, state.answers).some(({ value }) => value === 'unknown');
  if (!open) return `${hint} ${say('unclear.needed')}`;
  return `${hint} ${say(state.misses > 2 ? 'unclear.stuck' : 'unclear.again')}`;
}

/** What became of the files and pastes of a message. */
export function attachedNotes(say: Wording, { files, refused, lines, full }: Attached): readonly string[] {
  return [
    ...(files.length > 0 ? [say('form.files', { names: files.join(', ') })] : []),
    ...(lines > 0 ? [say('form.paste', { lines })] : []),
    ...(full ? [say('form.paste-full')] : []),
    ...(refused.length > 0 ? [say('form.files-refused', { names: refused.join(', ') })] : []),
  ];
}

/** That words which answer nothing were kept. */
export function keptNotes(say: Wording, { foreign }: Turn): readonly string[] {
  return [say('form.kept'), ...(foreign === undefined ? [] : [say('form.kept-foreign')])];
}

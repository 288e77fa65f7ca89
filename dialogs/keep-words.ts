import type { FormState } from './form-state.js';
import { carrying } from './incident-aside.js';
import type { Turn } from './turn.js';

/** Further words that are kept beside the answers, in characters. */
const furtherWords = 4000;

/** Fewer words are an answer and nothing else; other scripts do not part words, so letters count there. */
const fewestWords = 5;
const fewestLetters = 8;

/**
 * The report with the message added to what was said beside the answers; undefined when there is nothing to keep. `understood`: it
 * held an answer or a detail, so that only a story is worth keeping as well.
 */
export function keepWords(
  state: FormState,
  { text, recognition: { kind }, guided, foreign }: Turn,
  understood: boolean,
): FormState | undefined {
  const { more = [] } = state.carry;
  const tells = kind === 'incident' || (!understood && (kind === 'unknown' || foreign !== undefined));
  const long =
    text.split(/\s+/).length >= fewestWords || (foreign !== undefined && text.length >= fewestLetters);
  const full = more.join('').length + text.length > furtherWords;
  if (!guided || !tells || !long || full || text.endsWith('?')) return undefined;
  return state.answers.description === undefined ? undefined : carrying(state, 'more', [...more, text]);
}

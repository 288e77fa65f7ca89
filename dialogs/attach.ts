import type { FormState } from './form-state.js';
import { splitPaste } from './paste.js';
import type { Turn } from './turn.js';

/** What a message brought along. */
export interface Attached {
  /** The form with it. */
  readonly state: FormState;
  /** The message without it. */
  readonly said: string;
  /** Names of the files that were taken, and those that were not. */
  readonly files: readonly string[];
  readonly refused: readonly string[];
  /** Lines of the text that was pasted; 0 for none. */
  readonly lines: number;
  /** The paste was left out, since there is enough already. */
  readonly full: boolean;
}

/** As much pasted text as one case carries, in characters, and as many files. */
const pasteLength = 40_000;
const fileCount = 20;

/** Puts files and pasted logs with the evidence (section coverage), whatever was asked. `free`: any words are an answer. */
export function attach(
  state: FormState,
  turn: Pick<Turn, 'files'>,
  { text, free }: { readonly text: string; readonly free: boolean },
): Attached {
  const { said, paste } = splitPaste(text, free);
  const { files = [], pastes = [] } = state.carry;
  const taken = turn.files.filter(({ accepted }) => accepted).slice(0, fileCount - files.length);
  const full = pastes.join('').length + paste.length > pasteLength;
  const keeps = paste !== '' && !full;
  const noted = taken.map(({ name, type, id }) => [name, type, id].filter(Boolean).join(', '));
  const carry = {
    ...state.carry,
    ...(taken.length > 0 ? { files: [...files, ...noted] } : {}),
    ...(keeps ? { pastes: [...pastes, paste] } : {}),
  };
  return {
    state: { ...state, carry },
    said,
    files: taken.map(({ name }) => name),
    refused: turn.files.filter((file) => !taken.includes(file)).map(({ name }) => name),
    lines: keeps ? paste.split('\n').length : 0,
    full: paste !== '' && full,
  };
}

import { choiceIn, fieldNamed, isOneOf } from '../knowledge/replies.js';
import type { Question } from '../policy/intake.js';
import { confirmChoices, type FormReading, yesNo } from './form.js';
import type { FormState } from './form-state.js';
import { readingFor } from './reading.js';
import type { Services } from './services.js';
import type { Step } from './step.js';
import type { Turn } from './turn.js';

export const additionQuestions: readonly Question[] = [
  { id: 'which', part: 'problem', kind: 'choice' },
  { id: 'words', part: 'evidence', kind: 'text' },
];

/** As much as one addition says in words, in characters. */
export const longestWords = 4000;

/** Fewer words behind the summary are an attempt at an answer to it. */
const furtherWords = 3;

/** How the form reads a message: nearly any words are what is to be added. */
export function additionReading(
  services: Services,
  { carry }: Pick<FormState, 'carry'>,
  turn: Turn,
): FormReading {
  const base = readingFor(services);
  const { yes = [], no = [], unknown = [] } = base.replies.values;
  return {
    ...base,
    questions: additionQuestions,
    known: (answers) => answers,
    choices: ({ id }) =>
      id === 'which' ? (carry.numbers ?? []).map((value) => ({ value, label: value })) : [],
    read: (_question, text) =>
      isOneOf(text, [...yes, ...no, ...unknown]) || !/[\p{L}\p{N}]{2}/u.test(text) ? undefined : text.trim(),
    // Nothing of what is added is an answer to anything.
    details: () => ({}),
    hint: () => undefined,
    alternatives: () => [],
    aside: (state, text) => tooLong(state, text) ?? further(base.replies, state, text, turn),
    insists: {},
    meant: {},
  };
}

function tooLong(state: FormState, text: string): Step | undefined {
  const long = text.length > longestWords;
  return long
    ? { kind: 'said', key: 'addition.too-long', values: { limit: longestWords }, state }
    : undefined;
}

/** More words where the summary waits for a yes or no: added below the others. */
function further(
  replies: FormReading['replies'],
  state: FormState,
  text: string,
  { recognition: { kind } }: Turn,
): Step | undefined {
  const { words } = state.answers;
  if (state.asking !== undefined || words === undefined || (kind !== 'incident' && kind !== 'unknown'))
    return undefined;
  const answers = choiceIn(text, [...confirmChoices, ...yesNo], replies) !== undefined;
  const changes = fieldNamed(text, 'change', replies) !== undefined;
  if (answers || changes || text.endsWith('?') || text.split(/\s+/).length < furtherWords) return undefined;
  const all = `${words}\n${text}`;
  if (all.length > longestWords) return tooLong(state, all);
  return {
    kind: 'corrected',
    fields: ['words'],
    state: { ...state, answers: { ...state.answers, words: all } },
  };
}

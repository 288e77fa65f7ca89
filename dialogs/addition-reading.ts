import { choiceIn, fieldNamed, isOneOf } from '../knowledge/replies.js';
import type { Question } from '../policy/intake.js';
import { additionIn } from './addition-words.js';
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
  const { yes = [], no = [], unknown = [], change = [], create = [] } = base.replies.values;
  const nothing = [...yes, ...no, ...unknown, ...change, ...create];
  return {
    ...base,
    questions: additionQuestions,
    known: (answers) => answers,
    choices: ({ id }) =>
      id === 'which' ? (carry.numbers ?? []).map((value) => ({ value, label: value })) : [],
    read: (_question, text) => {
      const says = /[\p{L}\p{N}]{2}/u.test(text) && !isOneOf(text, nothing);
      return says && additionIn(services, turn) !== '' ? text.trim() : undefined;
    },
    // Nothing of what is added is an answer to anything.
    details: () => ({}),
    hint: () => undefined,
    alternatives: () => [],
    aside: (state, text) => tooLong(state, text) ?? atSummary(base.replies, state, text, turn),
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

/** What is said where the summary waits for a yes or no: other words in place of these, or more of them. */
function atSummary(
  replies: FormReading['replies'],
  state: FormState,
  text: string,
  { recognition: { kind } }: Turn,
): Step | undefined {
  const { words } = state.answers;
  if (state.asking !== undefined || words === undefined) return undefined;
  const choice = choiceIn(text, [...confirmChoices, ...yesNo], replies);
  if (choice === 'change' || choice === 'no')
    return { kind: 'again', state: { ...state, asking: 'words', trail: [...state.trail, 'words'] } };
  const tells = kind === 'incident' || kind === 'unknown';
  const changes = fieldNamed(text, 'change', replies) !== undefined;
  const short = text.split(/\s+/).length < furtherWords;
  if (choice !== undefined || changes || short || !tells || text.endsWith('?')) return undefined;
  const all = `${words}\n${text}`;
  const together = { ...state, answers: { ...state.answers, words: all } };
  return tooLong(state, all) ?? { kind: 'said', key: 'addition.as-well', state: together };
}

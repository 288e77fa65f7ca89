import { additionQuestions, additionReading, longestWords } from './addition-reading.js';
import { requestAddition } from './addition-request.js';
import { additionSummary } from './addition-summary.js';
import { attach } from './attach.js';
import { attachedNotes } from './form-hints.js';
import type { FormSpec } from './form-spec.js';
import { startForm } from './form-state.js';
import { readBack } from './reading.js';
import type { Services } from './services.js';

/** `numbers`: the cases that may be meant. `code`: the access code of the one that is, where it is not the customer's own. */
export interface AdditionOptions {
  readonly numbers?: readonly string[];
  readonly code?: string;
  /** What is to be added, as far as it was said already. */
  readonly words?: string;
}

/** What a customer adds to a case that exists: asked for, shown, and after one confirmation kept with the case. */
export function additionSpec(services: Services): FormSpec<AdditionOptions> {
  const { say } = services;
  return {
    id: 'add',
    takesFiles: true,
    reading: (state, turn) => additionReading(services, state, turn),

    begin: async (turn, { numbers = [], code = '', words = '' }) => {
      const brought = attach(startForm('', {}), turn, { text: words, free: true });
      const [only, ...others] = numbers;
      const came = brought.files.length + brought.lines > 0;
      const said = brought.said || (came ? say('form.see-attachment') : '');
      const fits = said.length <= longestWords;
      const notes = [
        ...attachedNotes(say, brought),
        ...(fits ? [] : [say('addition.too-long', { limit: longestWords })]),
      ];
      return {
        opening: notes.length > 0 ? [{ text: notes.join('\n\n') }] : [],
        answers: {
          ...(only !== undefined && others.length === 0 ? { which: only } : {}),
          ...(said === '' || !fits ? {} : { words: said }),
        },
        carry: { ...brought.state.carry, numbers, ...(code === '' ? {} : { code: [code] }) },
      };
    },

    ask: ({ id }, { answers: { which: number = '', words } }) =>
      say(id === 'words' && words !== undefined ? 'addition.ask-instead' : `addition.ask-${id}`, { number }),
    after: async (state) => state,
    keepWords: () => undefined,
    tell: async (_about, state) => ({ text: say('why.words'), state }),
    readBack: (fields, { answers }) => readBack(services, additionQuestions, fields, answers),
    caution: () => [],
    summary: async (state) => additionSummary(services, state),
    fields: () => [{ title: say('form.change-line', { line: say('line.words') }) }],
    parting: () => 'addition',
    confirming: () => 'addition',
    submit: (state, turn) => requestAddition(services, state, turn),
  };
}

import type { CardLine } from './card.js';
import type { FormState } from './form-state.js';
import { shortened } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import { escapeMarkdown } from './wording.js';

/** As much of the words as is shown before they are confirmed, in characters. */
const shownWords = 600;

/** What will be added to which case, as the customer confirms it. */
export function additionSummary({ say }: Services, { answers, carry, draftId }: FormState): Reply {
  const { which: number = '', words = '' } = answers;
  const { files = [], pastes = [] } = carry;
  const change = {
    label: say('card.change'),
    button: { title: say('form.change-line', { line: say('line.words') }) },
  };
  const line = (id: string, value: string): CardLine => ({
    label: say(`line.${id}`),
    value: escapeMarkdown(value),
  });
  const lines: readonly CardLine[] = [
    { ...line('words', shortened(words.replace(/\n+/g, ' / '), shownWords)), change },
    ...(files.length > 0 ? [line('files', files.map((file) => file.split(', ')[0]).join(', '))] : []),
    ...(pastes.length > 0
      ? [line('log', say('line.lines', { lines: pastes.join('\n').split('\n').length }))]
      : []),
  ];
  const listed = lines.map(({ label, value }) =>
    say('form.line', { line: label, value: { markdown: value } }),
  );
  return {
    text: say('addition.summary', { number, lines: { markdown: listed.join('\n') } }),
    card: {
      parts: [
        { kind: 'title', text: say('card.check-addition', { number }) },
        { kind: 'lines', lines },
      ],
    },
    buttons: [
      { title: say('choice.add'), action: { do: 'confirm', draft: draftId } },
      { title: say('choice.change') },
      { title: say('choice.discard') },
    ],
  };
}

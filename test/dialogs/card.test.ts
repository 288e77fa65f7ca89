import { activityOf, cardLimit } from '../../dialogs/activity-of.js';
import { plainText } from '../../dialogs/plain-text.js';
import type { Reply } from '../../dialogs/reply.js';
import type { Surface } from '../../dialogs/surface.js';
import { cardMistakes } from '../support/card-rules.js';

const cards: Surface = { shows: 'cards', echoes: true, cites: true, rates: true };
const buttons: Surface = { shows: 'buttons', echoes: false, cites: false, rates: false };
const reply: Reply = {
  text: 'Which one?',
  buttons: [{ title: 'This' }, { title: 'That' }],
  step: { draft: 'd1', step: 'ask-product' },
};

describe('a reply', () => {
  it('is text with its buttons below where a channel shows no cards', () => {
    const { text, attachments, suggestedActions } = activityOf(reply, buttons);
    expect([text, attachments]).toEqual(['Which one?', undefined]);
    expect(suggestedActions?.actions.map(({ value }) => value)).toEqual(['This', 'That']);
  });

  it('is text with its choices in words where a channel shows nothing else', () => {
    expect(activityOf(reply, { ...buttons, shows: 'text' }).text).toBe('Which one?\n\n- This\n- That');
  });

  it('is one card with its buttons, which say what they are for', () => {
    const { text, summary, attachments = [] } = activityOf(reply, cards);
    expect([text, summary]).toEqual([undefined, 'Which one?']);
    const [{ content } = { content: undefined }] = attachments;
    expect(cardMistakes(content)).toEqual([]);
    expect(content.body.at(-1).actions[0].data).toEqual({
      say: 'This',
      draft: 'd1',
      step: 'ask-product',
      msteams: {
        type: 'messageBack',
        text: 'This',
        displayText: 'This',
        value: JSON.stringify({ say: 'This', draft: 'd1', step: 'ask-product' }),
      },
    });
  });

  it('stays text where there is nothing to click', () => {
    expect(activityOf({ text: 'Done.' }, cards).attachments).toBeUndefined();
  });

  it('becomes text with buttons when its card would be too large', () => {
    const text = 'word '.repeat(cardLimit);
    const { text: said, attachments = [] } = activityOf({ ...reply, text }, cards);
    expect(said).toBe(text);
    expect(cardMistakes(attachments[0]?.content)).toEqual([]);
  });

  it('has no more buttons in a row than are shown', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ title: `Choice ${index}` }));
    const { attachments = [] } = activityOf({ text: 'Which?', buttons: many }, cards);
    expect(cardMistakes(attachments[0]?.content)).toEqual([]);
    for (const { title } of many) expect(JSON.stringify(attachments)).toContain(title);
  });

  it('makes a link of an address, once', () => {
    const text = 'See https://example.org/a_b(c). Or [this](https://example.org/x).';
    const { attachments = [] } = activityOf({ ...reply, text }, cards);
    expect(attachments[0]?.content.body[0].text).toBe(
      'See [https://example.org/a_b](https://example.org/a_b)(c). Or [this](https://example.org/x).',
    );
  });
});

describe('Markdown as plain text', () => {
  it.each([
    ['**Proposed:** P2 (*high*)', 'Proposed: P2 (high)'],
    ['- one\n- two', 'one two'],
    ['[words](https://example.org/x) and `code`', 'words and code'],
    ['a\\*b snake_case', 'a*b snake_case'],
    ['| a | b |\n| --- | --- |\n| 1 | 2 |', 'a b 1 2'],
  ])('%j', (markdown, text) => {
    expect(plainText(markdown, 100)).toBe(text);
  });

  it('is cut at a word', () => {
    expect(plainText('one two three', 10)).toBe('one two…');
  });
});

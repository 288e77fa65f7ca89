import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../../knowledge/build.js';
import { diffKnowledge } from '../../knowledge/diff.js';
import type { Knowledge } from '../../knowledge/knowledge.js';

const before = `## How do I book?

Use **the form**.

| Bicycle | Day |
|---|---|
| City | 12 |

## Can I cancel?

Yes.

### Tandems

No.

## Do you deliver?

Yes.
`;

const layer = (offer: string): string => `book: {headings: [[book]], title: Booking, offers: [${offer}]}\n`;

describe('diffKnowledge', () => {
  let content: string;
  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'firstline-diff-'));
  });
  afterEach(() => rmSync(content, { recursive: true, force: true }));

  function build(text: string, offer = 'human'): Knowledge {
    const document = join(content, 'faq.md');
    writeFileSync(document, text);
    writeFileSync(join(content, 'entries.yaml'), layer(offer));
    return readSource({ document, content }).knowledge;
  }

  it('says nothing when only the formatting changed', () => {
    const after = before
      .replace('**the form**', '*the form*')
      .replace('## Can I cancel?', 'Can I cancel?\n---');
    expect(diffKnowledge(build(before), build(after))).toEqual({ added: [], removed: [], reworded: [] });
  });

  it('names the entries that came and went', () => {
    const after = before.replace('## Do you deliver?', '## Do you repair?');
    expect(diffKnowledge(build(before), build(after))).toEqual({
      added: [{ id: 'do-you-repair', question: 'Do you repair?' }],
      removed: [{ id: 'do-you-deliver', question: 'Do you deliver?' }],
      reworded: [],
    });
  });

  it('shows what is said differently, part by part', () => {
    const after = before
      .replace('| City | 12 |', '| City | 14 |')
      .replace('How do I book?', 'How is it booked?')
      .replace('No.', 'Never.');
    expect(diffKnowledge(build(before), build(after, 'triage')).reworded).toEqual([
      {
        id: 'book',
        question: 'How is it booked?',
        changes: [
          { part: 'question', before: 'How do I book?', after: 'How is it booked?' },
          {
            part: 'answer',
            before: 'Use the form.\nBicycle | Day\nCity | 12',
            after: 'Use the form.\nBicycle | Day\nCity | 14',
          },
          { part: 'buttons', before: 'human', after: 'triage' },
        ],
      },
      {
        id: 'can-i-cancel',
        question: 'Can I cancel?',
        changes: [{ part: 'section', before: 'Tandems\nNo.', after: 'Tandems\nNever.' }],
      },
    ]);
  });
});

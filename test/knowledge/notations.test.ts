import { textsOf } from '../../knowledge/block.js';
import { plainText } from '../../knowledge/markdown-text.js';
import { type ParsedDocument, parseDocument } from '../../knowledge/parse.js';

/** One FAQ of a bicycle hire, in the notations that people write questions in. */
const questions = [
  'How do I book a bicycle?',
  'Can I cancel?',
  'What does a day cost?',
  'Do you deliver to hotels?',
];

const notations: Readonly<Record<string, string>> = {
  'headings of several levels, in groups': `# Wheel & Dale

Everything about hiring.

## Booking

### How do I book a bicycle?

Use <https://dale.example/book>, or ring us.

### Can I cancel?

Yes, until the evening before.

#### Exceptions

Tandems cannot be cancelled.

## Money

### What does a day cost?

| Bicycle | Day | Week |
|---|---|---|
| City | 12 | 60 |
| Tandem | 25 | 120 |

### Do you deliver to hotels?

1. Only in town
2. Only before noon
`,
  'bold questions': `**How do I book a bicycle?**

Use the form at www.dale.example, or ring us.

**Can I cancel?**
Yes, until the evening before.
Tandems are an exception.

**What does a day cost?** Twelve for a city bicycle, **25 for a tandem**.

**Do you deliver to hotels?**

- Only in town
- Only before noon
`,
  'Q: and A: lines': `Wheel & Dale, questions and answers

Q: How do I book a bicycle?
A: Use the form, or ring us.

Q: Can I
cancel?
A: Yes, until the evening before.

Tandems are an exception.

**Q3:** What does a day cost?
**A3:** Twelve for a city bicycle.

Q4. Do you deliver to hotels?
A4. Only in town. Question 5: is there a fifth one? No.
`,
  'details and summary': `<h1>Wheel &amp; Dale</h1>
<!-- written in
     spring -->
<details>
<summary>How do I book a bicycle?</summary>

Use the [form](https://dale.example/book), or ring us.

</details>
<details><summary><b>Can I cancel?</b></summary><p>Yes, until the
evening before.</p><ul><li>Tandems: <em>never</em></li><li>others: yes</li></ul></details>
<details open>
  <summary>
    What does a day cost?
  </summary>
  <table>
    <tr><th>Bicycle</th><th>Day</th></tr>
    <tr>
      <td>City</td>
      <td>12</td>
    </tr>
  </table>
</details>
<details><summary>Do you deliver to hotels?</summary>Only in town.<br>Only before noon.</details>
`,
  'numbered questions': `Wheel & Dale answers

1. How do I book a bicycle?
   Use the form, or ring us. Then:

   - bring a passport
   - bring a deposit

2. Can I cancel?

    Yes, until the evening before.

3) What does a day cost?
Twelve for a city bicycle.

4. **Do you deliver to hotels?**
   1. Only in town
   2. Only before noon
`,
  'bold letters for question and answer': `# Wheel & Dale

**Q**. How do I book a bicycle?

**A**. Use the form,
or ring us.

**Q**. Can I cancel?
**A**. Yes, until the evening before.

**Q**: What does a day cost? **A:** Twelve for a city bicycle.

**Q**. Do you deliver to hotels?

**A**. Only in town.
`,
  'numbered headings with anchors and marked answers': `# Wheel & Dale

## Hire {#hire}

#### 1. How do I book a bicycle? {#book}

Ans. Use the form, or ring us.

#### 2. Can I cancel? {#cancel}

*Answer:* Yes, until the evening before.

## Money {#money}

#### 3. What does a day cost? {#cost}

→ Twelve for a city bicycle.

#### 4. Do you deliver to hotels? {#deliver}

Only in town.
`,
  'plain lines below a heading that asks nothing': `# Wheel & Dale

## Frequent questions

How do I book a bicycle?
Use the form, or ring us.

Can I cancel?

Yes, until the evening before.

What does a day cost?
Twelve for a city bicycle.

Do you deliver to hotels?
Only in town.
`,
  'bulleted questions and a contents list of words': `# Wheel & Dale

# Contents

* How do I book a bicycle?
* Can I cancel?
* What does a day cost?
* Do you deliver to hotels?

# How do I book a bicycle?
Use the form, or ring us.
# Can I cancel?
Yes, until the evening before.
# What does a day cost?
Twelve for a city bicycle.
# Do you deliver to hotels?
Only in town.
`,
  'a definition list': `# Wheel & Dale

How do I book a bicycle?
:   Use the form, or ring us.

    Bring a passport.

Can I cancel?
: Yes, until the evening before.
: Tandems are an exception.

What does a day cost?

:   Twelve for a city bicycle.

Do you deliver to hotels?
:   - Only in town
    - Only before noon
`,
  'underlined headings and a list of links to them': `Wheel & Dale
============

- [How do I book a bicycle?](#how-do-i-book-a-bicycle)
- [Can I cancel?](#can-i-cancel)
- [What does a day cost?](#what-does-a-day-cost)
- [Do you deliver to hotels?](#do-you-deliver-to-hotels)

How do I book a bicycle?
------------------------
Use the form, or ring us.

Can I cancel?
-------------
Yes, see [the prices](#what-does-a-day-cost).

What does a day cost?
---------------------
Twelve for a city bicycle.

Do you deliver to hotels?
-------------------------
Only in town.
`,
  'bulleted questions with front matter': `---
title: "Wheel & Dale"
lang: en
---

* **How do I book a bicycle?**
  Use the form, or ring us.
* **Can I cancel?** Yes, until the evening before.
* **What does a day cost?**

  Twelve for a city bicycle.
* **Do you deliver to hotels?**
  Only in town.
`,
  'numbered headings without a blank after the signs': `# Wheel & Dale
##1. How do I book a bicycle?
Use the form, or ring us.
##2. Can I cancel?
Yes, until the evening before.
##3. What does a day cost?
Twelve for a city bicycle.
##4. Do you deliver to hotels?
Only in town.
`,
  'an HTML definition list': `<html><head><title>Hire</title><style>dt { color: red }</style></head><body>
<dl>
  <dt>How do I book a bicycle?</dt>
  <dd>Use the <a href="https://dale.example/book">form</a>, or ring us.</dd>
  <dt>Can I cancel?</dt><dd>Yes, until the evening before.</dd>
  <dt>What does a day cost?</dt><dd>Twelve for a city bicycle.</dd>
  <dt>Do you deliver to hotels?</dt><dd>Only in town.</dd>
</dl></body></html>
`,
};

function read(text: string): ParsedDocument {
  return parseDocument(text, 'faq.md');
}

/** Everything of the document that a reader can come to see. */
function allWords({ title, preamble, sections }: ParsedDocument): string {
  const blocks = [
    ...preamble,
    ...sections.flatMap(({ blocks, parts }) => [...blocks, ...parts.flatMap((part) => part.blocks)]),
  ];
  const headings = sections.flatMap((section) => [
    section.topic,
    section.title,
    ...section.parts.map((part) => part.title),
  ]);
  return [title, ...headings, ...blocks.flatMap(textsOf).map(({ text }) => plainText(text))].join(' ');
}

describe.each(Object.entries(notations))('a document in the notation "%s"', (_name, text) => {
  const document = read(text);

  it('gives every question, in order, without its marks', () => {
    expect(document.sections.map(({ title }) => title)).toEqual(questions);
  });

  it('leaves no question without an answer and no line unused', () => {
    expect(document.sections.filter(({ blocks }) => blocks.length === 0)).toEqual([]);
    expect(document.lines.lost).toEqual([]);
  });

  it('loses no word', () => {
    const kept = new Set(
      allWords(document)
        .toLowerCase()
        .match(/[a-z]+/g),
    );
    const prose = text
      .replace(/<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>|^---[\s\S]*?---\n/g, ' ')
      .replace(/<\/?[a-z]+[1-6]?(?: href=|>| open>)|&amp;|\(#.*?\)|\{#.*?\}|^Ans|Answer|^# Contents$/gm, ' ')
      .replace(/(^|\s)\*{0,2}[QA]\d?(?:\*\*)?[:.]/g, ' ');
    expect((prose.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => !kept.has(word))).toEqual([]);
  });
});

describe('parseDocument', () => {
  it('keeps the groups of a document, its sub-sections and its tables', () => {
    const document = read(notations['headings of several levels, in groups'] ?? '');
    expect(document.title).toBe('Wheel & Dale');
    expect(document.sections.map(({ topic }) => topic)).toEqual(['Booking', 'Booking', 'Money', 'Money']);
    expect(document.sections[1]?.parts).toMatchObject([{ title: 'Exceptions', line: 15 }]);
    expect(document.sections[2]?.blocks).toMatchObject([
      {
        kind: 'table',
        corner: 'Bicycle',
        columns: ['Day', 'Week'],
        rows: [
          { name: 'City', cells: ['12', '60'], line: 25 },
          { name: 'Tandem', cells: ['25', '120'] },
        ],
      },
    ]);
    expect(document.sections[3]?.blocks).toMatchObject([
      { kind: 'list', ordered: true, items: [{ text: 'Only in town' }, {}] },
    ]);
  });

  it('reads HTML lists, tables and links as such', () => {
    const document = read(notations['details and summary'] ?? '');
    expect(document.sections[0]?.blocks).toMatchObject([
      { text: 'Use the [form](https://dale.example/book), or ring us.' },
    ]);
    expect(document.sections[1]?.blocks).toMatchObject([
      { text: 'Yes, until the evening before.' },
      {
        kind: 'list',
        items: [
          { label: 'Tandems', text: '*never*' },
          { label: 'others', text: 'yes' },
        ],
      },
    ]);
    expect(document.sections[2]?.blocks).toMatchObject([
      { kind: 'table', columns: ['Day'], rows: [{ name: 'City', cells: ['12'] }] },
    ]);
  });

  it('keeps questions inside an answer in the answer', () => {
    const document = read(`## It does not start. What now?

Check these:

1. Is it plugged in?
2. Is the lamp lit?

**Still stuck?** Ring us.

\`\`\`
# Is this a comment?
Q: or a question?
\`\`\`

## Do you deliver?

Yes.
`);
    expect(document.sections.map(({ title }) => title)).toEqual([
      'It does not start. What now?',
      'Do you deliver?',
    ]);
    expect(document.sections[0]?.blocks.map(({ kind }) => kind)).toEqual([
      'paragraph',
      'list',
      'paragraph',
      'paragraph',
    ]);
  });

  it('takes headings that ask nothing as entries where no heading asks', () => {
    const document = read(
      '# Manual\n\n## Bicycles\n\n### Brakes\n\nSqueeze.\n\n### Bells\n\nRing.\n\n## Parking\n\nAnywhere.\n',
    );
    expect(document.sections.map(({ topic, title }) => [topic, title])).toEqual([
      ['Bicycles', 'Brakes'],
      ['Bicycles', 'Bells'],
      ['', 'Parking'],
    ]);
  });

  it('takes a contents list of groups for what it is', () => {
    const document = read(`# Wheel & Dale

- [Hire](#hire)
- [Trouble](#trouble)
- [Money](#money)

## Hire

### How do I book a bicycle?

Use the form.

## Trouble

### The chain is off

Put it on.

## Money

### What does a day cost?

Twelve.
`);
    expect(document.sections.map(({ topic, title }) => [topic, title])).toEqual([
      ['Hire', 'How do I book a bicycle?'],
      ['Trouble', 'The chain is off'],
      ['Money', 'What does a day cost?'],
    ]);
    expect(document.title).toBe('Wheel & Dale');
    expect(document.findings).toEqual([]);
  });

  it('keeps code in the step that it belongs to', () => {
    const document = read(
      '## How do I start it?\n\n1. Run:\n   ```sh\n   dale up\n   dale ride\n   ```\n2. Wait.\n',
    );
    expect(document.sections[0]?.blocks).toMatchObject([
      {
        kind: 'list',
        ordered: true,
        items: [{ label: 'Run', text: '`dale up` `dale ride`' }, { text: 'Wait.' }],
      },
    ]);
  });

  it('keeps tags that are quoted as code', () => {
    const document = read('## What is <b>bold</b>?\n\nWrite `<b>` before and `</b>` after it.\n');
    expect(document.sections).toMatchObject([
      { title: 'What is bold?', blocks: [{ text: 'Write `<b>` before and `</b>` after it.' }] },
    ]);
  });

  it('leaves out scripts and gives no HTML on', () => {
    const document = read(
      '## Is it safe?\n\nYes. <script>alert(1)</script><img src=x onerror=alert(2) alt="A lock"> [here](javascript:alert(3))\n',
    );
    expect(allWords(document)).not.toMatch(/<|alert\(1|onerror/);
    expect(allWords(document)).toMatch(/A lock/);
  });
});

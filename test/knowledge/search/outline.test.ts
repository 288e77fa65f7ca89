import { createOutliner } from '../../../knowledge/search/outline.js';

const outline = createOutliner({
  another: ['other thing', 'not related', 'second/third', 'besides'],
  also: ['also'],
  same: ['same error'],
  announced: ['two/three .. things/issues'],
  joins: ['and'],
  follows: [],
});

const clausesOf = (text: string) => outline(text).clauses.map((clause) => clause.text.trim());

describe('the clauses of a report', () => {
  it.each([
    ['the console is slow', ['the console is slow']],
    ['Login fails. The report is empty', ['Login fails', 'The report is empty']],
    [
      'printing fails, the search is slow and nobody helps',
      ['printing fails', 'the search is slow', 'nobody helps'],
    ],
    ['1) login slow 2) reports empty', ['login slow', 'reports empty']],
    ['1. the scan hangs every night\n2. typo', ['the scan hangs every night', 'typo']],
    [
      'Hello!\n- scan hangs at night\n- report prints twice',
      ['Hello', 'scan hangs at night', 'report prints twice'],
    ],
    ['please, it crashes again', ['please, it crashes again']],
  ])('%j', (text, clauses) => {
    expect(clausesOf(text)).toEqual(clauses);
  });

  it('keeps words that only part problems with the clause that follows them', () => {
    expect(clausesOf('Login fails for all. Other thing, not related: the report has no header')).toEqual([
      'Login fails for all',
      'Other thing, not related: the report has no header',
    ]);
  });

  it('reads hostile texts in no time', () => {
    const started = performance.now();
    for (const text of [' ', '\n', '!', '- ', ', ', '1) ', 'and ', '((', 'a b. '])
      outline(text.repeat(4000 / text.length));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

import { createOutliner } from '../../../knowledge/search/problems.js';

const outline = createOutliner({
  another: ['other thing', 'not related', 'second/third', 'besides'],
  also: ['also'],
  same: [],
  announced: ['two/three .. things/issues'],
  follows: [],
});

describe('the pieces of a report', () => {
  it.each([
    [
      'Login fails for all. Other thing, not related: the report has no header',
      ['Login fails for all.', 'the report has no header'],
    ],
    [
      'three small issues: columns do not resize, second the docs lack a part, third the year is wrong',
      ['columns do not resize', 'the docs lack a part', 'the year is wrong'],
    ],
    [
      '1. the scan hangs every night\n2. the report prints twice',
      ['the scan hangs every night', 'the report prints twice'],
    ],
    ['Hello!\n- scan hangs at night\n- report prints twice', ['scan hangs at night', 'report prints twice']],
    [
      'two things: printing fails for everybody and the search is slow',
      ['printing fails for everybody', 'the search is slow'],
    ],
    ['the console is slow', ['the console is slow']],
    ['version 2. 3 of the client crashes at start', ['version 2. 3 of the client crashes at start']],
  ])('%j', (text, pieces) => {
    expect(outline(text).pieces).toEqual(pieces);
  });
});

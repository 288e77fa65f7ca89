import { createOutliner } from '../../../knowledge/search/outline.js';
import { createParts, trainSeveral } from '../../../knowledge/search/several.js';

const outline = createOutliner({
  another: ['other thing', 'not related', 'second/third', 'besides'],
  also: ['also'],
  same: ['same error'],
  announced: ['two/three .. things/issues'],
  joins: ['and'],
  follows: [],
});

const several = [
  'the lamp is broken. Other thing: the saddle is loose',
  'two things: the chain jumps, and besides the bell is dumb',
  '1. the lamp is broken 2. the saddle is loose',
  'The tyre is flat. The invoice is wrong.',
  'the gears grind, second the paint comes off',
  '- brakes squeal\n- pump lost',
].map((text) => ({ text, count: 2, criterion: 'P2' }));

const single = [
  'the lamp is broken, it flickers and then it goes out',
  'The chain jumps. I cleaned it, it still jumps.',
  'the brakes squeal and it is loud',
  'The tyre is flat. It was pumped up yesterday.',
  'the gears grind, same error with both levers',
  'the saddle is loose and it turns, I tightened it twice',
].map((text) => ({ text, count: 1, criterion: 'P2' }));

const partsOf = createParts(
  outline,
  trainSeveral([...several, ...single], ['the bell is dumb, it only clicks'], outline),
);

describe('the parts of a report', () => {
  it.each([
    ['the fork is bent. Other thing: the wheel is loose', ['the fork is bent.', 'the wheel is loose']],
    ['two things: the hub leaks, and besides the spokes rattle', ['the hub leaks', 'the spokes rattle']],
    ['1) hub leaks 2) spokes rattle', ['hub leaks', 'spokes rattle']],
    ['Hello!\n- the hub leaks\n- the spokes rattle', ['the hub leaks', 'the spokes rattle']],
    [
      'the fork is bent, second the rim is cracked, third the hub leaks',
      ['the fork is bent', 'the rim is cracked', 'the hub leaks'],
    ],
    ['the fork is bent, it creaks and it wobbles', ['the fork is bent, it creaks and it wobbles']],
    [' the fork is bent ', ['the fork is bent']],
  ])('%j', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  it('loses none of the words behind a cut', () => {
    const long = `the fork is bent. Other thing: the wheel is loose ${'and it rattles '.repeat(400)}in the end`;
    const parts = partsOf(long);
    expect(parts).toHaveLength(2);
    expect(parts.at(-1)).toMatch(/^the wheel is loose and.* in the end$/);
  });
});

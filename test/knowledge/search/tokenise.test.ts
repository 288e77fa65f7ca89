import { normalise, words } from '../../../knowledge/search/tokenise.js';

describe('reading words', () => {
  it.each([
    ['Don’t   SHOUT', 'dont shout'],
    ['Café Zürich', 'cafe zurich'],
    ['a\u200bb\u0000c\u202ed', 'ab cd'],
    ['\ud800 x', 'x'],
  ])('normalises %j', (text, plain) => {
    expect(normalise(text)).toBe(plain);
  });

  it('reads several words as one, and leaves out what says nothing', () => {
    const synonyms = new Map([
      ['round the clock', '24x7'],
      ['24 7', '24x7'],
      ['acme', ''],
    ]);
    expect(words('Acme round-the-clock or 24/7 help', synonyms)).toEqual(['24x7', 'or', '24x7', 'help']);
  });

  it('never grows with the message beyond a limit', () => {
    expect(normalise('\uFDFA'.repeat(100_000)).length).toBeLessThanOrEqual(1000);
  });
});

import { accessCodeIn, caseNumberIn } from '../../dialogs/case-named.js';

describe('a case number in a message', () => {
  it.each([
    ['status of FL-4KX7TM please', 'FL-4KX7TM'],
    ['fl4kx7tm', 'fl4kx7tm'],
    ['what about fl 4kx 7tm?', 'fl 4kx 7tm'],
    ['FLCDFHJK is mine', 'FLCDFHJK'],
    // One that was misread is still meant as one.
    ['FL-ABCDEO', 'FL-ABCDEO'],
    ['the flooding stopped on FL-4KX7TM', 'FL-4KX7TM'],
  ])('is found in "%s"', (text, number) => {
    expect(caseNumberIn(text)).toBe(number);
  });

  it.each(['the network is flooding', 'flushing caches and flashing lights', 'no flagging of it'])(
    'is not a word that begins like one, as in "%s"',
    (text) => {
      expect(caseNumberIn(text)).toBeUndefined();
    },
  );
});

describe('an access code in a message that gives one', () => {
  it.each([
    ['it is 7KDM4-XW9TR', '7KDM4-XW9TR'],
    ['7kdm4 xw9tr', '7kdm4 xw9tr'],
    ['the other words, then KDMFC HJKPN', 'KDMFC HJKPN'],
    // One that was misread is still meant as one.
    ['7KDM0-XW9TR', '7KDM0-XW9TR'],
  ])('is found in "%s"', (text, code) => {
    expect(accessCodeIn(text)).toBe(code);
  });

  it.each(['in other words please', 'everything works', 'there never was one'])(
    'is not a word or two of as many letters, as in "%s"',
    (text) => {
      expect(accessCodeIn(text)).toBe('');
    },
  );
});

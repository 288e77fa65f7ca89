import {
  newAccessCode,
  newCallbackId,
  newCaseNumber,
  readAccessCode,
  readCaseNumber,
} from '../../handoff/case-number.js';

describe('case numbers', () => {
  const many = Array.from({ length: 2000 }, newCaseNumber);

  it('are short, without vowels and without what is mistaken for something else', () => {
    for (const number of many) expect(number).toMatch(/^FL-[34679CDFHJKMNPRTWXY]{6}$/);
  });

  it('hardly ever repeat', () => {
    expect(new Set(many).size).toBeGreaterThan(1990);
  });

  it('are read as customers type them', () => {
    for (const typed of [
      'FL-4KX7TM',
      'fl-4kx7tm',
      'FL4KX7TM',
      ' fl 4kx 7tm ',
      '4kx7tm',
      'FL–4KX7TM',
      'ｆｌ－４ｋｘ７ｔｍ',
      'FL - 4KX - 7TM.',
    ]) {
      expect([typed, readCaseNumber(typed)]).toEqual([typed, 'FL-4KX7TM']);
    }
    for (const number of many) expect(readCaseNumber(number.toLowerCase().replace('-', ''))).toBe(number);
  });

  it('are not read out of anything else', () => {
    for (const typed of [
      '',
      'FL-',
      'FL-4KX7T',
      'FL-4KX7TMM',
      'FL-0OOIL1',
      '__proto__',
      '4'.repeat(100_000),
      'FL-AEIOU3',
    ]) {
      expect(readCaseNumber(typed)).toBeUndefined();
    }
  });
});

describe('access codes', () => {
  it('have more than 40 bits and are compared without regard to case, spaces and hyphens', () => {
    const code = newAccessCode();
    expect(code).toMatch(/^[34679CDFHJKMNPRTWXY]{5}-[34679CDFHJKMNPRTWXY]{5}$/);
    expect(Math.log2(19 ** 10)).toBeGreaterThan(40);
    expect(readAccessCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(readAccessCode(code));
    expect(new Set(Array.from({ length: 1000 }, newAccessCode)).size).toBe(1000);
  });
});

describe('callback ids', () => {
  it('cannot be taken for case numbers', () => {
    expect(newCallbackId()).toMatch(/^CB-/);
    expect(readCaseNumber(newCallbackId())).toBeUndefined();
  });
});

import { formatPhone, readPhone } from '../../knowledge/phone.js';

const phone = (value: string) => ({ kind: 'phone', value });
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('a reply to the question for a phone number', () => {
  it.each([
    ['+47 22 99 00 11', undefined, phone('+4722990011')],
    ['my number is +47 22 99 00 11, thanks', undefined, phone('+4722990011')],
    ['0047 22990011', undefined, phone('+4722990011')],
    ['(+47) 22-99-00-11', undefined, phone('+4722990011')],
    ['22 99 00 11', 'NO', phone('+4722990011')],
    ['(303) 555-0123', 'US', phone('+13035550123')],
    ['+44 (0)20 7946 0958', undefined, phone('+442079460958')],
    ['+44 (0)20 7946 0958 ext. 12', undefined, phone('+442079460958;ext=12')],
    ['+1 303 555 0123 x45', undefined, phone('+13035550123;ext=45')],
    ['+47 22 99 00 11, 3 users', undefined, phone('+4722990011')],
    [
      '+47 22 99 00 11 or +47 22 99 00 12',
      undefined,
      { kind: 'several', values: ['+4722990011', '+4722990012'] },
    ],
    ['22 99 00 11', undefined, { kind: 'needs-country' }],
    ['22 99 00 11', 'XX', { kind: 'needs-country' }],
    ['1-800-FLOWERS', 'US', refused('letters')],
    ['call me', 'NO', refused('letters')],
    ['', 'NO', refused('letters')],
    ['+1 900 555 1234', undefined, refused('premium')],
    ['829 00 123', 'NO', refused('premium')],
    ['112', 'NO', refused('emergency')],
    ['call 911!', 'US', refused('emergency')],
    ['+47112', undefined, refused('emergency')],
    ['+1 911', undefined, refused('emergency')],
    ['+1 555', undefined, refused('invalid')],
    ['12345', 'NO', refused('invalid')],
    ['+47 22 99 00', undefined, refused('invalid')],
    ['9'.repeat(5000), undefined, refused('invalid')],
  ])('%j in %s', (reply, country, expected) => {
    expect(readPhone(reply, country)).toEqual(expected);
  });

  it('is read back in international form', () => {
    expect(formatPhone('+4722990011')).toBe('+47 22 99 00 11');
    expect(formatPhone('+13035550123;ext=45')).toBe('+1 303 555 0123 ext. 45');
    expect(formatPhone('')).toBe('');
  });
});

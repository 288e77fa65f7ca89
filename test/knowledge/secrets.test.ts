import fc from 'fast-check';
import { maskSecrets } from '../../knowledge/secrets.js';

const mask = '••••••';

describe('secrets in a message are masked', () => {
  it.each([
    ['card 4111 1111 1111 1111 exp 12/27', `card ${mask} exp 12/27`, 'card'],
    ['4111-1111-1111-1111', mask, 'card'],
    ['paid with 5555555555554444.', `paid with ${mask}.`, 'card'],
    ['amex 3782 822463 10005', `amex ${mask}`, 'card'],
    ['2026 4111111111111111 123', `2026 ${mask} 123`, 'card'],
    ['12 7 2026 4111 1111 1111 1111 5555 5555 5555 4444', `12 7 2026 ${mask} ${mask}`, 'card'],
    [`${'10 '.repeat(40)}4111111111111111`, `${'10 '.repeat(40)}${mask}`, 'card'],
    ['password: hunter2', `password: ${mask}`, 'password'],
    ['Passwort: Sommer2024!', `Passwort: ${mask}`, 'password'],
    ['my password is swordfish', `my password is ${mask}`, 'password'],
    ['the password hunter2345 is refused', `the password ${mask} is refused`, 'password'],
    ['{"user":"ola","password":"two words"}', `{"user":"ola","password":${mask}}`, 'password'],
    ['<password>secret1</password>', `<password>${mask}</password>`, 'password'],
    ['Server=db;Uid=sa;Pwd=tiger;Timeout=3', `Server=db;Uid=sa;Pwd=${mask};Timeout=3`, 'password'],
    ['DB_PASSWORD=tiger', `DB_PASSWORD=${mask}`, 'password'],
    ['https://host/x?user=a&password=tiger&z=1', `https://host/x?user=a&password=${mask}&z=1`, 'password'],
    ['postgres://ola:tiger@db.example.org/x', `postgres://ola:${mask}@db.example.org/x`, 'password'],
    ['PIN: 1234', `PIN: ${mask}`, 'password'],
    ['Authorization: Bearer abc123def456', `Authorization: Bearer ${mask}`, 'token'],
    ['eyJhbGciOi.eyJzdWIiOi.c2ln-_', mask, 'token'],
    [`ghp_${'a1'.repeat(18)}`, mask, 'token'],
    ['session token: 9f8e7d6c5b', `session token: ${mask}`, 'token'],
    [
      'https://x.example.org/b?sv=1&sig=abcDEF123456789%2B',
      `https://x.example.org/b?sv=1&sig=${mask}`,
      'token',
    ],
    ['AKIAIOSFODNN7EXAMPLE', mask, 'key'],
    ['api_key = a8f5f167f44f', `api_key = ${mask}`, 'key'],
    [
      'AccountName=x;AccountKey=abcd1234EFGH5678==;Suffix=y',
      `AccountName=x;AccountKey=${mask};Suffix=y`,
      'key',
    ],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb', `a\n${mask}\nb`, 'key'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', mask, 'key'],
  ])('%s', (text, expected, secret) => {
    expect(maskSecrets(text)).toEqual({ text: expected, found: [secret] });
  });

  it('all of them, each kind told once', () => {
    const { text, found } = maskSecrets('password: hunter2, password: hunter3, card 4111111111111111');
    expect(text).not.toMatch(/hunter|4111/);
    expect([...found].sort()).toEqual(['card', 'password']);
  });
});

describe('what is no secret stays', () => {
  it.each([
    'call +47 22 99 00 11 or 0047 22 99 00 12 or +1 (303) 555-0123',
    'case FL-1234-5678 and ticket 20260311103000123',
    'version 2024.3.1, build 10.0.19045.3930, server 192.168.100.200',
    'order 4111 1111 1111 1112',
    'tracking 1Z999AA10123456784',
    'the password is wrong',
    'password: not accepted',
    'password is expired, password reset = yes?',
    'password policy is weak and the password field stays empty',
    'the token expired, token: expired',
    'the bearer of bad news',
    'an API key is needed',
    'from 2026-03-11 10:30:00 to 2026-03-12 11:45:59',
    'https://example.org/a:b@c',
    'GUID 4a1e52a0-1111-4222-8333-444455556666',
  ])('%s', (text) => {
    expect(maskSecrets(text)).toEqual({ text, found: [] });
  });
});

describe('masking', () => {
  it('twice changes nothing', () => {
    const parts = [
      'password',
      ': ',
      '=',
      ' is ',
      'token',
      '"',
      'a1b2c3d4e5',
      '4111 1111 1111 1111',
      ' ',
      '\n',
      'Bearer ',
      'pwd',
      '://u:',
      '@h',
      'eyJaaaaaa.',
      '-----BEGIN PRIVATE KEY-----',
      '•',
      ';',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 20 }), (some) => {
        const once = maskSecrets(some.join(''));
        expect(maskSecrets(once.text)).toEqual({ text: once.text, found: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('of 100,000 characters takes no time worth noticing', () => {
    const nasty = [
      'a',
      '1',
      '1 ',
      'password: ',
      'pass_',
      'eyJa-',
      'eyJa.',
      ' ',
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN ',
      'a://',
      'api_',
      'bearer ',
      '4111 1111 1111 111',
    ];
    const start = performance.now();
    for (const part of nasty) maskSecrets(part.repeat(100_000 / part.length));
    expect((performance.now() - start) / nasty.length).toBeLessThan(500);
  });
});

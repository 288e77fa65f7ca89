import { join } from 'node:path';
import fc from 'fast-check';
import { type DetailOptions, type Details, readDetails } from '../../knowledge/details.js';
import { readRules } from '../../knowledge/rules.js';

const { products } = readRules(join(import.meta.dirname, '../../knowledge/content'));

const read = (text: string, options: Partial<DetailOptions> = {}): Details =>
  readDetails(text, { products, ...options });

/** Values by kind; a detail that must be asked about as the list of its readings. */
const values = (text: string, options: Partial<DetailOptions> = {}): object =>
  Object.fromEntries(
    Object.entries(read(text, options)).map(([kind, detail]) => [kind, detail.ambiguous ?? detail.value]),
  );

describe('one message', () => {
  it('fills product, version, name, e-mail and phone at once', () => {
    const text =
      'Service Manager 2024.3, login page stays blank since 6 am, restart did nothing, this is Ola Berg, ola.berg@example.org, +47 22 99 00 11';
    expect(values(text)).toEqual({
      product: 'Service Manager',
      version: '2024.3',
      name: 'Ola Berg',
      email: 'ola.berg@example.org',
      phone: '+4722990011',
    });
    const details = read(text);
    expect(text.slice(details.name?.start, details.name?.end)).toBe('Ola Berg');
    expect(text.slice(details.phone?.start, details.phone?.end)).toBe('+47 22 99 00 11');
    expect(text.slice(details.version?.start, details.version?.end)).toBe('2024.3');
  });

  it('may be a form, or a letter with a signature', () => {
    const contact = { name: 'Kari van der Berg', email: 'kari@example.org', phone: '+4722990011' };
    const form =
      'Product: EPM\nVersion: 2022 SU5\nName: Kari van der Berg\nEmail: kari@example.org\nPhone: 0047 22 99 00 11';
    expect(values(form)).toEqual({ ...contact, product: 'Endpoint Manager', version: '2022 SU5' });
    const letter =
      'Hello,\n\nsearch hangs.\n\nBest regards,\nKari van der Berg\nkari@example.org\nTel. +47 22 99 00 11';
    expect(values(letter)).toEqual(contact);
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { value, start, end } of Object.values(read(text, { phoneRegion: 'NO' }))) {
          expect(value).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('is read at both ends when it is a paste of 100,000 characters, in no time worth noticing', () => {
    const log = '2026-03-11 10:30:00 ERROR 10.0.0.1 timeout in a@b.c +4 12 ';
    const text = `Avalanche 6.4.2 fails:\n${log.repeat(1700)}\nRegards,\nOla Berg`;
    expect(values(text)).toMatchObject({ product: 'Avalanche', version: '6.4.2', name: 'Ola Berg' });
    const nasty = ['a@', '1 ', '+4 ', '1.2.3.4.5.', 'Aa ', 'my name is ', 'customer number ', '\n', 'I am A'];
    const start = performance.now();
    for (const part of nasty) read(part.repeat(100_000 / part.length), { phoneRegion: 'NO' });
    expect((performance.now() - start) / nasty.length).toBeLessThan(500);
  });
});

describe('the product', () => {
  it.each([
    ['ISM is slow', 'Service Manager'],
    ['our ivanti service manager is slow', 'Service Manager'],
    ['LANDESK stopped', 'Endpoint Manager'],
    ['Endpoint Manager Mobile stopped', 'Endpoint Manager Mobile'],
    ['MobileIron core', 'Endpoint Manager Mobile'],
    ['neurons for ITSM', 'Neurons for ITSM'],
    ['Neurons', 'Neurons'],
    ['Shavlik Protect', 'Security Controls'],
    ['I meant Avalanche, not Service Manager', 'Avalanche'],
    ['it is Velocity rather than Avalanche', 'Velocity'],
    ['Avalancne does not start', ['Avalanche']],
    ['servcie manager is down', ['Service Manager']],
    ['Service Manager and Avalanche fail', ['Service Manager', 'Avalanche']],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toMatchObject({ product: expected });
  });

  it.each([
    'the patch scan is slow',
    'our automation does not run',
    'nobody can log in to the service desk',
    'extraction of data fails',
    'it is not Avalanche',
    'my manager is asking',
    'em',
  ])('is not named by: %s', (text) => {
    expect(read(text).product).toBeUndefined();
  });

  it.each([
    ['patch', 'Patch for Configuration Manager'],
    ['automation', 'Automation'],
    ['Service desk', 'Service Desk'],
    ['itsm', 'Neurons for ITSM'],
    ['service dsk', ['Service Desk']],
  ])('when asked for, may also be: %s', (text, expected) => {
    expect(values(text, { asked: 'product' })).toEqual({ product: expected });
  });
});

describe('the version', () => {
  it.each([
    ['we run version 9.5', '9.5'],
    ['Version: v2023', '2023'],
    ['EPM 2022 SU5 on Windows Server 2019', '2022 SU5'],
    ['Avalanche 6.3.4.153', '6.3.4.153'],
    ['Avalanche (6.4)', '6.4'],
    ['still on 2023.1.1 here', '2023.1.1'],
    ['Environment Manager v10.1 SP2', '10.1 SP2'],
    ['Chrome version 120 shows nothing in ISM 2023.1', '2023.1'],
    ['upgraded from 2023.4 to 2024.2', ['2023.4', '2024.2']],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toMatchObject({ version: expected });
  });

  it.each([
    'it happened on 12.03.2026',
    'since 2026.03.11',
    'server 10.1.2.3 is gone',
    'Avalanche 3 servers fail',
    'Service Manager 500 error',
    'Windows Server 2019',
    'SQL 2016 SP1',
    'TLS version 1.2',
    'slow since 6.30 am',
    'costs us 9.5 hours',
  ])('is not stated by: %s', (text) => {
    expect(read(text).version).toBeUndefined();
  });

  it('may be a bare number when asked for', () => {
    expect(values('9.5', { asked: 'version' })).toEqual({ version: '9.5' });
    expect(values('2024', { asked: 'version' })).toEqual({ version: '2024' });
    expect(values('9.5')).toEqual({});
  });
});

describe('where it runs', () => {
  it.each([
    ['our cloud tenant is slow', 'cloud'],
    ['we use the SaaS', 'cloud'],
    ['we are on-prem', 'on-premises'],
    ['it is self-hosted', 'on-premises'],
    ['moved from on-premises to the cloud tenant', ['cloud', 'on-premises']],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toMatchObject({ deployment: expected });
  });
});

describe('the e-mail address', () => {
  it.each([
    ['write to Ola.Berg+help@Example.ORG.', 'Ola.Berg+help@example.org'],
    ['<ola@example.org>', 'ola@example.org'],
    ['mailto:ola@example.org', 'ola@example.org'],
    ['ola@müller.example', 'ola@müller.example'],
    ['ola@example.org, or kari@example.org', ['ola@example.org', 'kari@example.org']],
    ['ola@example.org, again ola@example.org', 'ola@example.org'],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toEqual({ email: expected });
  });

  it.each([
    '@channel',
    'ola@localhost',
    'a@b',
    'ola @ example.org',
    '.@.',
    'ftp://joe:secret@host.example.org/x',
  ])('is not in: %s', (text) => {
    expect(read(text).email).toBeUndefined();
  });
});

describe('the telephone number', () => {
  it('needs a country', () => {
    expect(values('call me at 22 99 00 11', { phoneRegion: 'NO' })).toEqual({ phone: '+4722990011' });
    expect(values('my phone is 22 99 00 11')).toEqual({ phone: ['22 99 00 11'] });
    expect(values('+47 22 99 00 11, 3 users affected')).toEqual({ phone: '+4722990011' });
    expect(values('ring +44 (0)20 7946 0958 ext. 12')).toEqual({ phone: '+442079460958;ext=12' });
  });

  it.each([
    'case number 22990011',
    'ticket 22 99 00 11',
    'error code 22990011',
    'on 2026-03-11 10:30:00',
    'from 192.168.10.200',
    'call +1 900 555 1234',
    'call 112',
  ])('is not: %s', (text) => {
    expect(read(text, { phoneRegion: 'NO' }).phone).toBeUndefined();
  });
});

describe('the name', () => {
  it.each([
    ['this is Ola Berg, hello', 'Ola Berg'],
    ['Here is Kari from Example Shipping', 'Kari'],
    ['my name is ola berg and I need help', 'ola berg'],
    ["I'm Mary-Ann O'Neil", "Mary-Ann O'Neil"],
    ['I am Ahmed bin Said', 'Ahmed bin Said'],
    ['Ich heiße Jürgen Groß', 'Jürgen Groß'],
    ['contact: Kari Nordmann, please', 'Kari Nordmann'],
    ['it fails. Thanks, Ola', 'Ola'],
    ['This is Ola Berg. It fails.\nRegards\nOla', 'Ola Berg'],
    ['this is Ola Berg, my name is Kari Berg', ['Kari Berg', 'Ola Berg']],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toMatchObject({ name: expected });
  });

  it.each([
    'I am not able to log in',
    'I am German',
    'this is urgent',
    'this is a Big Problem',
    'This is Service Manager',
    'This is Windows Server 2019',
    'I am IT Manager at Example',
    'the server name is APPSRV01',
    'file name: report.pdf is missing',
    'thanks for nothing',
  ])('is not given by: %s', (text) => {
    expect(read(text).name).toBeUndefined();
  });

  it('may stand alone when asked for', () => {
    expect(values('Ola Berg', { asked: 'name' })).toEqual({ name: 'Ola Berg' });
    expect(values('ola', { asked: 'name' })).toEqual({ name: 'ola' });
    expect(values('this is Ola Berg', { asked: 'name' })).toEqual({ name: 'Ola Berg' });
    expect(values('Ola Berg')).toEqual({});
    expect(values('why do you want to know that?', { asked: 'name' })).toEqual({});
  });
});

describe('the account', () => {
  it.each([
    ['account number AC-1001', 'AC-1001'],
    ['our customer no. is 00123', '00123'],
    ['account: ac77', 'AC77'],
  ])('%s: %s', (text, expected) => {
    expect(values(text)).toEqual({ account: expected });
  });

  it('is no word', () => {
    expect(read('my account is locked, the customer portal too').account).toBeUndefined();
  });
});

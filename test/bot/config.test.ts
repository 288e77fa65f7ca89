import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../../bot/config.js';
import { variables } from '../../bot/variables.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folders = { root: '/program', cwd: '/here' };

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env, folders);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the configuration', () => {
  it('needs nothing on one machine without a cloud account', () => {
    expect(readConfig({}, folders)).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      storeUrl: 'file:/program/data',
      content: '/program/knowledge/content',
      recognizer: 'local',
      app: undefined,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', STORE_URL: '  ' }, folders)).toMatchObject({
      port: 3978,
      storeUrl: 'file:/program/data',
    });
  });

  it('resolves what is given against the working folder', () => {
    const config = readConfig({ STORE_URL: 'file:cases', FIRSTLINE_CONTENT: 'ours' }, folders);
    expect(config).toMatchObject({ storeUrl: 'file:/here/cases', content: '/here/ours' });
  });

  it.each([
    'https://www.example.org/',
    'www.example.org',
    'https://WWW.example.org',
    "https://www.example.org; script-src 'unsafe-inline'",
    '*',
    'null',
  ])('takes only origins for origins: %s', (origin) => {
    expect(mistakesOf({ ALLOWED_ORIGINS: `https://www.example.org, ${origin}` })).toEqual([
      expect.stringContaining('ALLOWED_ORIGINS: write scheme and host alone'),
    ]);
    const { allowedOrigins } = readConfig(
      { ALLOWED_ORIGINS: 'https://a.example, http://localhost:8080,' },
      folders,
    );
    expect(allowedOrigins).toEqual(['https://a.example', 'http://localhost:8080']);
  });

  it('refuses production without an app id, and a shifted clock there', () => {
    const mistakes = mistakesOf({ NODE_ENV: 'production', FIRSTLINE_NOW: '2026-03-11T10:30:00Z' });
    expect(mistakes.join('\n')).toMatch(/MicrosoftAppId.*\n.*FIRSTLINE_NOW/s);
  });

  it('listens to the outside only once an app id protects the door', () => {
    const app = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: 'tenant' };
    expect(readConfig(app, folders).host).toBe('0.0.0.0');
  });

  it('names every mistake at once and repeats no value', () => {
    const mistakes = mistakesOf({
      PORT: 'eighty',
      RECOGNIZER: 'oracle',
      DIRECTLINE_SECRET: 'hush',
      LOG_LEVEL: 'loud',
    });
    expect(mistakes.map((mistake) => mistake.split(':')[0])).toEqual([
      'PORT',
      'RECOGNIZER',
      'DIRECTLINE_SECRET',
      'LOG_LEVEL',
    ]);
    expect(mistakes.join()).not.toContain('hush');
  });

  it('takes CLU whole or not at all, and repeats no key', () => {
    expect(readConfig({ CLU_PROJECT: 'shop' }, folders).clu).toBeUndefined();
    const set = {
      RECOGNIZER: 'clu',
      CLU_ENDPOINT: 'https://shop.cognitiveservices.azure.com/',
      CLU_KEY: 'abc123',
      CLU_PROJECT: 'shop',
      CLU_DEPLOYMENT: 'live',
    };
    expect(readConfig(set, folders).clu).toEqual({
      endpoint: 'https://shop.cognitiveservices.azure.com',
      key: 'abc123',
      project: 'shop',
      deployment: 'live',
    });
    const mistakes = mistakesOf({ RECOGNIZER: 'clu', CLU_KEY: '"hush hush"', CLU_PROJECT: 'two words' });
    expect(mistakes.map((mistake) => mistake.split(':')[0])).toEqual([
      'CLU_KEY',
      'CLU_PROJECT',
      'CLU_ENDPOINT',
      'CLU_DEPLOYMENT',
    ]);
    expect(mistakes.join()).not.toContain('hush');
  });

  it('sends messages to CLU over TLS, or within this machine', () => {
    for (const endpoint of ['http://clu.example.org', 'ftp://clu.example.org', 'clu.example.org', 'x'])
      expect(mistakesOf({ CLU_ENDPOINT: endpoint }).join()).toMatch(/^CLU_ENDPOINT: .*https/);
    for (const endpoint of ['https://clu.example.org', 'http://127.0.0.1:5000', 'http://localhost'])
      expect(mistakesOf({ CLU_ENDPOINT: endpoint })).toEqual([]);
  });

  it('sends cases to an ITSM tenant over TLS, or within this machine, and repeats no key', () => {
    const itsm = { ITSM_URL: 'https://itsm.example.org/HEAT/', ITSM_API_KEY: 'abc123' };
    expect(readConfig(itsm, folders).itsm).toEqual({ url: 'https://itsm.example.org/HEAT', key: 'abc123' });
    expect(mistakesOf({ ...itsm, ITSM_URL: 'http://127.0.0.1:5000' })).toEqual([]);
    for (const url of [
      'http://itsm.example.org',
      'http://127.0.0.1.evil.example',
      'itsm.example.org',
      'https://me:hush@itsm.example.org',
      'https://itsm.example.org/?key=hush',
      'https://itsm.example.org/api/odata/businessobject',
    ]) {
      const mistakes = mistakesOf({ ...itsm, ITSM_URL: url });
      expect(mistakes).toEqual([expect.stringMatching(/^ITSM_URL: /)]);
      expect(mistakes.join()).not.toContain('hush');
    }
    expect(mistakesOf({ ITSM_URL: itsm.ITSM_URL })).toEqual(['ITSM_API_KEY: required with ITSM_URL']);
    expect(mistakesOf({ ITSM_API_KEY: 'hush' })).toEqual(['ITSM_URL: required with ITSM_API_KEY']);
    expect(mistakesOf({ ...itsm, ITSM_API_KEY: 'hush hush' }).join()).toMatch(/^ITSM_API_KEY: (?!.*hush)/);
  });

  it('takes no provider that speaks for whoever has an account with Microsoft', () => {
    const entra = 'https://login.microsoftonline.com';
    for (const tenant of ['common', 'Organizations', 'consumers'])
      expect(mistakesOf({ DESK_OIDC_ISSUER: `${entra}/${tenant}/v2.0` }).join()).toContain(
        'id of your tenant',
      );
    expect(mistakesOf({ DESK_OIDC_ISSUER: `${entra}/8d2c/v2.0` }).join()).not.toContain('DESK_OIDC_ISSUER');
  });

  it('has every variable in .env.example, and no other', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^# ?([A-Za-z_]+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(variables.map(({ name }) => name));
  });
});

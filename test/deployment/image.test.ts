import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../bot/config.js';
import { variables } from '../../bot/variables.js';
import { root } from '../support/root.js';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const lines = read('deployment/Dockerfile').replaceAll('\\\n', ' ').split('\n');
const said = (word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length).trim());
/** What the last stage says: the image itself. */
const image = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const inImage = (word: string) =>
  image.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length).trim());
const environment = Object.fromEntries(
  inImage('ENV').flatMap((line) => line.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string])),
);
const allowed = read('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the image', () => {
  it('sets variables that the program knows, and refuses to start without an app id', () => {
    const known = new Set(variables.map(({ name }) => name));
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
    expect(() => readConfig(environment, { root: '/app', cwd: '/app' })).toThrow(/MicrosoftAppId/);
  });

  it('listens to the outside and keeps its data in the volume', () => {
    const app = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: 'tenant' };
    const config = readConfig({ ...environment, ...app }, { root: '/app', cwd: '/app' });
    expect(config).toMatchObject({ host: '0.0.0.0', port: 3978, storeUrl: 'file:/data', production: true });
    expect(inImage('VOLUME')).toEqual(['/data']);
    expect(inImage('EXPOSE')).toEqual(['3978']);
  });

  it('runs as an account without rights, as the process that signals reach', () => {
    expect(inImage('USER')).toEqual(['node']);
    expect(JSON.parse(inImage('CMD')[0] ?? '')).toEqual(['node', 'bot/firstline.js', 'serve']);
  });

  it('holds no compiler and nothing that is only for development', () => {
    expect(inImage('COPY').filter((copy) => copy.includes('node_modules'))).toEqual([
      '--from=dependencies /app/node_modules node_modules',
    ]);
    expect(said('RUN').filter((run) => run.includes('--omit=dev'))).toHaveLength(1);
  });

  it('is built from files that are there and that .dockerignore lets through', () => {
    const fromProject = said('COPY')
      .filter((copy) => !copy.includes('--from='))
      .flatMap((copy) => copy.split(/\s+/).slice(0, -1));
    const missing = fromProject.filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
    const kept = fromProject.filter(
      (path) => path !== '.' && !allowed.some((one) => path === one || path.startsWith(`${one}/`)),
    );
    expect(kept).toEqual([]);
  });

  it('is given every folder of source, and neither data nor secrets', () => {
    const { include } = JSON.parse(read('tsconfig.build.json'));
    expect(allowed).toEqual(expect.arrayContaining(include));
    expect(read('.dockerignore').split('\n')).toContain('*');
    expect(allowed.filter((path) => /^(\.env|data|node_modules|\.git)/.test(path))).toEqual([]);
  });
});

describe('the compose file', () => {
  const { services, volumes } = parse(read('deployment/compose.yaml'));

  it('gives the bot a data volume, a limit, and no more rights than it needs', () => {
    expect(services.bot).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[gm]$/),
    });
    expect(services.bot.volumes).toContain('data:/data');
    expect(Object.keys(volumes)).toEqual(['data']);
  });

  it('leaves what belongs to the container as the image has it, whatever .env says', () => {
    expect(services.bot.environment).toEqual({
      ...environment,
      PORT: Number(environment.PORT),
      BEHIND_PROXY: 'true',
    });
  });

  it('is not open to the network without a proxy before it', () => {
    expect(services.bot.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  it('names files of the project', () => {
    const { context, dockerfile } = services.bot.build;
    expect(readdirSync(join(root, 'deployment', context))).toContain('package.json');
    expect(existsSync(join(root, 'deployment', context, dockerfile))).toBe(true);
  });

  it('has a second one for PostgreSQL, with an address that the program takes and no password in it', () => {
    const text = read('deployment/compose.postgres.yaml');
    const { services: more } = parse(text);
    const url: string = more.bot.environment.STORE_URL;
    expect(url).toContain('@database:5432/');
    expect(Object.keys(more)).toEqual(['bot', 'database']);
    const filled = (value: string) => value.replaceAll(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/g, 'from-env');
    expect(filled(url)).toBe('postgres://firstline:from-env@database:5432/firstline?sslmode=disable');
    expect(filled(more.database.environment.POSTGRES_PASSWORD)).toBe('from-env');
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Command } from 'commander';
import { unzipSync } from 'fflate';
import { searchCommand } from '../../bot/channels/teams/compose-search.js';
import { addTeamsCommands } from '../../bot/cli/teams.js';
import { createTeamsPackage, type PackageOptions } from '../../bot/teams-package.js';
import { root } from '../support/root.js';

const appId = '11111111-2222-4333-8444-555555555555';
const host = 'support.example.org';

/** The files of the package; throws with the mistakes when there are any. */
function packed(more: Partial<PackageOptions> = {}) {
  const built = createTeamsPackage(root, { appId, host, ...more });
  if (built.kind === 'mistakes') throw new Error(built.mistakes.join('\n'));
  const files = unzipSync(built.zip);
  return { files, manifest: JSON.parse(new TextDecoder().decode(files['manifest.json'])) };
}

describe('the package for Teams', () => {
  it('is the filled-in manifest with its icons and nothing else', () => {
    const { files, manifest } = packed();
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(Buffer.from(files['color.png'] ?? [])).toEqual(
      readFileSync(join(root, 'deployment/teams/color.png')),
    );
    expect([manifest.id, manifest.bots[0].botId, manifest.composeExtensions[0].botId]).toEqual(
      Array(3).fill(appId),
    );
    expect(manifest.validDomains).toEqual([host]);
    expect(JSON.stringify(manifest)).not.toMatch(/firstline\.example\.com|00000000-0000/);
  });

  it("follows Microsoft's schema, with every option filled in", () => {
    const { manifest } = packed({
      version: '1.2.3',
      company: 'Example Ltd',
      website: 'https://example.org/',
      privacy: 'https://example.org/privacy',
      terms: 'https://example.org/terms',
    });
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('@microsoft/app-manifest/package.json'));
    const file = join(
      folder,
      'build/json-schemas/teams',
      `v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
    );
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
    expect(manifest).toMatchObject({ version: '1.2.3', developer: { name: 'Example Ltd' } });
  });

  it('searches by the command that the bot answers', () => {
    const [{ commands }] = packed().manifest.composeExtensions;
    expect(commands).toMatchObject([{ id: searchCommand, type: 'query', initialRun: true }]);
  });

  it('is the same file for the same options', () => {
    const [one, other] = [0, 1].map(() => createTeamsPackage(root, { appId, host }));
    expect(one).toEqual(other);
  });

  it.each<[string, Partial<PackageOptions>, string]>([
    ['an app id that is none', { appId: 'x' }, '--app-id'],
    ['an address in place of a host', { host: 'https://support.example.org' }, '--host'],
    ['a host with a path', { host: 'support.example.org/bot' }, '--host'],
    ['a host of one label', { host: 'localhost' }, '--host'],
    ['a version of two numbers', { version: '1.0' }, '--app-version'],
    ['a page without TLS', { terms: 'http://example.org' }, '--terms'],
    ['a company with too long a name', { company: 'x'.repeat(33) }, '--company'],
  ])('is refused with %s', (_name, options, option) => {
    const built = createTeamsPackage(root, { appId, host, ...options });
    expect(built).toEqual({ kind: 'mistakes', mistakes: [expect.stringContaining(option)] });
  });

  it('is written by the command, which says what it took for granted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'firstline-teams-'));
    const printed: string[] = [];
    const write = console.log;
    console.log = (line: string) => void printed.push(line);
    try {
      const program = new Command();
      addTeamsCommands(program, root);
      const out = join(folder, 'app.zip');
      const args = [
        'teams',
        'package',
        '--app-id',
        appId,
        '--host',
        host,
        '--privacy',
        'https://example.org/p',
      ];
      await program.parseAsync([...args, '--out', out], { from: 'user' });
      expect(Object.keys(unzipSync(readFileSync(out)))).toContain('manifest.json');
      expect(printed.join('\n')).toContain('--terms');
      expect(printed.join('\n')).not.toContain('--privacy');
    } finally {
      console.log = write;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

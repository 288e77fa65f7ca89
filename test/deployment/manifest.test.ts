import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { root } from '../support/root.js';
import { readPng } from './png.js';

const folder = join(root, 'deployment/teams');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const manifest = readJson(join(folder, 'manifest.json'));

/** Microsoft's schema of the manifest's version. It calls itself draft 4 and uses words of draft 6, which Ajv knows. */
const require = createRequire(import.meta.url);
const schemas = join(
  dirname(require.resolve('@microsoft/app-manifest/package.json')),
  'build/json-schemas/teams',
);
const { $schema: _draft, ...schema } = readJson(
  join(schemas, `v${manifest.manifestVersion}/MicrosoftTeams.schema.json`),
);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function mistakesOf(candidate: unknown): readonly string[] {
  validate(candidate);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the Teams app', () => {
  it("has a manifest that follows Microsoft's schema", () => {
    expect(mistakesOf(manifest)).toEqual([]);
  });

  it('would be refused with a misspelt scope or without a bot id', () => {
    const [bot] = manifest.bots;
    const { botId: _id, ...nameless } = bot;
    expect(mistakesOf({ ...manifest, bots: [{ ...bot, scopes: ['group'] }] })).not.toEqual([]);
    expect(mistakesOf({ ...manifest, bots: [nameless] })).not.toEqual([]);
  });

  it('names the schema of its version', () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it('has one app id and one host to be filled in', () => {
    const { $schema: _schema, ...own } = manifest;
    const text = JSON.stringify(own);
    const ids = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);
    expect(new Set(ids)).toEqual(new Set(['00000000-0000-0000-0000-000000000000']));
    const hosts = [...text.matchAll(/https:\/\/([^/"]+)/g)].map(([, host]) => host);
    expect(new Set([...hosts, ...manifest.validDomains])).toEqual(new Set(['firstline.example.com']));
  });

  it('has a colour icon of 192 pixels, opaque to its edges, on the accent colour', () => {
    const { width, height, pixels } = readPng(join(folder, manifest.icons.color));
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.filter(([, , , alpha = 255]) => alpha < 255)).toEqual([]);
    const accent = [...Buffer.from(manifest.accentColor.slice(1), 'hex')];
    expect(pixels[0]?.slice(0, 3)).toEqual(accent);
  });

  it('has an outline icon of 32 pixels, white on nothing', () => {
    const { width, height, pixels } = readPng(join(folder, manifest.icons.outline));
    expect([width, height]).toEqual([32, 32]);
    const drawn = pixels.filter(([, , , alpha]) => alpha !== 0);
    expect(drawn.length).toBeGreaterThan(100);
    expect(drawn.length).toBeLessThan(600);
    expect(drawn.filter(([red = 0, green = 0, blue = 0]) => Math.min(red, green, blue) < 250)).toEqual([]);
  });
});

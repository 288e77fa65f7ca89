import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BuildError } from '../../knowledge/build-error.js';
import type { Finding } from '../../knowledge/finding.js';
import { readYaml } from '../../knowledge/yaml.js';

const shelf = z.record(z.string(), z.strictObject({ colour: z.string(), sizes: z.array(z.number()) }));

describe('readYaml', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstline-yaml-'));
    file = join(folder, 'shelf.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function findings(content: string | Uint8Array): readonly Finding[] {
    writeFileSync(file, content);
    try {
      readYaml(file, shelf);
    } catch (error) {
      if (error instanceof BuildError) return error.findings;
      throw error;
    }
    return [];
  }

  it('gives the content in the shape of the schema', () => {
    writeFileSync(file, 'lamp: {colour: red, sizes: [1, 2]}\n');
    expect(readYaml(file, shelf)).toEqual({ lamp: { colour: 'red', sizes: [1, 2] } });
  });

  it('names the line of every value of a wrong type', () => {
    const found = findings('lamp:\n  colour: 7\n  sizes:\n    - 1\n    - many\n');
    expect(found.map(({ line, message }) => [line, message])).toEqual([
      [2, '"lamp.colour": expected string, received number'],
      [5, '"lamp.sizes.1": expected number, received string'],
    ]);
  });

  it('names a key that it does not know and one that is missing', () => {
    const found = findings('chair:\n  sizes: [1]\n  color: blue\n');
    expect(found.map(({ message }) => message).join('\n')).toMatch(/chair\.colour[\s\S]*color/);
    expect(found.every(({ line }) => line === 2)).toBe(true);
  });

  it.each([
    ['a key that stands twice', 'lamp: {colour: red, sizes: []}\nlamp: {colour: blue, sizes: []}\n', 2],
    ['a broken bracket', 'lamp: {colour: red\n', 2],
  ])('refuses %s', (_what, content, line) => {
    const [first] = findings(content);
    expect(first).toMatchObject({ file, line, severity: 'error' });
    expect(first?.message).toMatch(/not valid YAML/);
  });

  it.each([
    ['Latin-1', Uint8Array.from([0x61, 0x3a, 0x20, 0xe4]), /UTF-8/],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), /UTF-16/],
    ['a binary file', Uint8Array.from([0x50, 0x4b, 0x00, 0x03]), /not a text file/],
  ])('refuses %s', (_what, content, message) => {
    expect(findings(content)[0]?.message).toMatch(message);
  });

  it('takes the fallback for a missing file, and says so clearly without one', () => {
    expect(readYaml(file, shelf, {})).toEqual({});
    expect(() => readYaml(file, shelf)).toThrow(/shelf\.yaml: error: cannot be read \(ENOENT\)/);
  });
});

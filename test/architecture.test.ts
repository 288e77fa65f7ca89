import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const layers = ['policy', 'knowledge', 'handoff', 'dialogs', 'bot'];

const files = layers.flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(root, layer, name);
      const source = readFileSync(path, 'utf8');
      const imports = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        (match) => match[1] ?? '',
      );
      return { layer, path: `${layer}/${name}`, folder: dirname(path), source, imports };
    }),
);

/** Files that import the package, or a part of it. */
const importers = (wanted: RegExp) =>
  files.filter(({ imports }) => imports.some((name) => wanted.test(name))).map(({ path }) => path);

/** Files, apart from the allowed ones, whose code (comments left out) holds the pattern. */
const users = (pattern: RegExp, allowed: RegExp) =>
  files
    .filter(
      ({ path, source }) =>
        !allowed.test(path) && pattern.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    )
    .map(({ path }) => path);

describe('the architecture', () => {
  it('has source files in every layer', () => {
    expect(new Set(files.map(({ layer }) => layer))).toEqual(new Set(layers));
  });

  it('imports one way: policy, knowledge, handoff, dialogs, bot', () => {
    const wrong = files.flatMap(({ layer, path, folder, imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, join(folder, name)).split('/')[0] ?? '')
        .filter((target) => layers.includes(target) && layers.indexOf(target) > layers.indexOf(layer))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps policy free of everything but time zones', () => {
    const foreign = files
      .filter(({ layer }) => layer === 'policy')
      .flatMap(({ path, imports }) =>
        imports.filter((name) => !name.startsWith('.') && name !== 'luxon').map((name) => `${path}: ${name}`),
      );
    expect(foreign).toEqual([]);
  });

  it('keeps each outside service in its own place', () => {
    expect(importers(/^botbuilder|^botframework/).filter((path) => !/^(bot|dialogs)\//.test(path))).toEqual(
      [],
    );
    expect(importers(/^lowdb/).filter((path) => !path.startsWith('handoff/store/lowdb'))).toEqual([]);
    expect(importers(/^pg$/).filter((path) => !path.startsWith('handoff/store/postgres'))).toEqual([]);
    // Loaded only when chosen.
    expect(users(/from '\.\/postgres/, /^handoff\/store\/postgres/)).toEqual([]);
    expect(importers(/^fuse\.js/).filter((path) => !path.startsWith('knowledge/search/'))).toEqual([]);
    expect(importers(/^libphonenumber-js/)).toHaveLength(1);
    expect(importers(/^yaml$/)).toHaveLength(1);
    expect(importers(/^@azure\/ai-language/).length).toBeLessThanOrEqual(1);
  });

  it('reads the environment and the clock only where the program is put together', () => {
    const entrances = /^bot\/(main|cli)/;
    expect(users(/process\.env/, entrances)).toEqual([]);
    expect(users(/Date\.now\(\)|new Date\(\)/, entrances)).toEqual([]);
  });

  it('has no file that does more than one thing', () => {
    const long = files.filter(({ source }) => source.split('\n').length > 250).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('has no dumping ground and no barrel', () => {
    const vague = files.filter(({ path }) =>
      /\/(utils?|helpers?|common|types|constants|index|misc)\.ts$/.test(path),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });
});

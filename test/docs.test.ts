import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './support/root.js';

const papers = [
  'README.md',
  'CONTRIBUTING.md',
  'DECISIONS.md',
  'CHANGELOG.md',
  'deployment/README.md',
  'deployment/clu/README.md',
  'docs/widget.md',
  'docs/desk.md',
];
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const program: unknown = JSON.parse(read('package.json'));

/** What stands between backquotes and looks like a path of this project. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:bot|dialogs|handoff|knowledge|policy|test|web|deployment)\/[\w./*-]+)`/g)].map(
    (match) => match[1] ?? '',
  );

describe.each(papers)('%s', (paper) => {
  const text = read(paper);

  it('names only files and folders that there are', () => {
    const missing = pathsIn(text).filter((path) => !existsSync(join(root, path.replace(/\*.*$/, ''))));
    expect(missing).toEqual([]);
  });

  it('links only to files that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(paper), link)))).toEqual([]);
  });

  it('names only npm scripts that there are', () => {
    const scripts = Object.keys((program as { scripts: object }).scripts);
    const named = [
      ...text.matchAll(/npm (?:run )?(start|test|check|bench|build|dev|knowledge|lint|format)\b/g),
    ];
    expect(named.map((match) => match[1]).filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
  });
});

describe('the wording', () => {
  const sentences = read('knowledge/content/wording.yaml');

  it('has every sentence that the code asks for by its full name', () => {
    const sources = ['bot', 'dialogs'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => read(join(folder, name))),
    );
    const keys = new Set(
      sources.flatMap((source) => [...source.matchAll(/\bsay\('([\w.-]+)'/g)].map((match) => match[1] ?? '')),
    );
    expect(keys.size).toBeGreaterThan(30);
    const last = (key: string): string => key.split('.').at(-1) ?? '';
    expect(
      [...keys].filter(
        (key) => !new RegExp(`^\\s*"?${last(key)}"?:|[{,] *"?${last(key)}"?:`, 'm').test(sentences),
      ),
    ).toEqual([]);
  });
});

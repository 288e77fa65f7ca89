#!/usr/bin/env node
/**
 * The `firstline` command. Compiles the TypeScript source when the compiled program is missing or older than it,
 * so that every command works on a fresh clone, then hands over to bot/cli.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiled = join(root, 'dist/bot/cli.js');
const stamp = join(root, 'dist/.tsbuildinfo');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return Math.max(latest, newest(path));
    return item.name.endsWith('.ts') ? Math.max(latest, statSync(path).mtimeMs) : latest;
  }, 0);

const outOfDate = () => {
  if (!existsSync(compiled) || !existsSync(stamp)) return true;
  const folders = ['bot', 'dialogs', 'handoff', 'knowledge', 'policy'].map((name) => join(root, name));
  return Math.max(...folders.map(newest)) > statSync(stamp).mtimeMs;
};

// An installed image carries the compiled program and no compiler: there is nothing to bring up to date then.
if (existsSync(compiler) && outOfDate()) {
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-p', join(root, 'tsconfig.build.json'), '--incremental', 'true'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (status !== 0) process.exit(1);
}
// Where Node can keep what it compiled (from 22 on), the next start is quicker.
module.enableCompileCache?.();
await import(pathToFileURL(compiled).href);

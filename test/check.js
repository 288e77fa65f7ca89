/**
 * The definition of done, in one command: format and lint, types, unused code, unit tests, knowledge check, browser tests.
 * Everything runs even when something before it failed, so that one run shows all there is to mend.
 * Ends with one line `N passed, N failed` over both kinds of tests; exit code 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules/.bin', name);
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const steps = [
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['unused code', bin('knip'), []],
  ['content', process.execPath, ['bot/firstline.js', 'knowledge', 'check']],
  ['tests', process.execPath, ['test/run.js', 'unit']],
  ['browser tests', process.execPath, ['test/run.js', 'browser']],
];

let passed = 0;
let failed = 0;
const broken = [];
for (const [name, command, args] of steps) {
  if (name === 'browser tests' && !existsSync(chromium)) {
    console.log(`\n== ${name}: skipped, there is no ${chromium} (install Chromium or set CHROMIUM_PATH)`);
    continue;
  }
  console.log(`\n== ${name}`);
  const run = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  process.stdout.write(run.stdout ?? '');
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(run.stdout ?? '');
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? 0);
  if (run.status !== 0) broken.push(name);
}

console.log(broken.length === 0 ? '\nEverything is in order.' : `\nNot in order: ${broken.join(', ')}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = broken.length > 0 || passed === 0 ? 1 : 0;

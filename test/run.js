/**
 * Runs Jest and ends with one line `N passed, N failed`.
 *
 * Usage: node test/run.js [unit|browser] [jest arguments]. Without a project name: unit, the tests that need no browser.
 * Exit code 1 when a test failed, a suite could not run, or no test ran at all.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [first, ...rest] = process.argv.slice(2);
const project = first === 'unit' || first === 'browser' ? first : 'unit';
const passedOn = project === first ? rest : process.argv.slice(2);

// The tests talk to the real recogniser, so its model must be that of the content as it is now.
const built = spawnSync(process.execPath, [join(root, 'bot/firstline.js'), 'build'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'firstline-test-'));
const report = join(folder, 'report.json');
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${report}`,
    ...passedOn,
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);

let result;
try {
  result = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  result = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
}
rmSync(folder, { recursive: true, force: true });

const passed = result.numPassedTests;
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || jest.status !== 0 ? 1 : 0;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Starts store-process.ts; `lines` grows as it speaks. */
export function runStoreProcess(folder: string, count: number) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(here, 'store-process.ts'), folder, String(count)],
    { cwd: dirname(dirname(here)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'close');
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  return {
    pid: child.pid,
    lines,
    /** Resolves when it has said so many lines, or one that the test accepts, or has ended. */
    async until(enough: (lines: readonly string[]) => boolean): Promise<void> {
      while (!enough(lines) && child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(reader, 'line'), ended]);
      }
    },
    /** kill -9; resolves when nothing of it is left. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

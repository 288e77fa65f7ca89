import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { OperatorError } from './cli/operator-error.js';
import { packageRoot } from './cli/package-root.js';
import { addServeCommands } from './cli/serve.js';
import { readConfig } from './config.js';

const root = packageRoot();
const envFile = join(process.cwd(), '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);
const config = () => readConfig(process.env, { root, cwd: process.cwd() });

const program = new Command('firstline')
  .description('First-line support as software: answers, incidents, callbacks.')
  .showHelpAfterError();
addServeCommands(program, config);
// The server does not wait for tools that it has no use for.
if (process.argv[2] !== 'serve') {
  const { addTools } = await import('./cli/tools.js');
  addTools(program, config, root);
}

try {
  await program.parseAsync();
} catch (error) {
  // Whatever was opened before it went wrong must not keep the process alive.
  process.exit(report(error));
}

/** What went wrong in plain words; the stack only for who asked for details. */
function report(error: unknown): number {
  const details = process.env.LOG_LEVEL === 'debug' || !(error instanceof Error);
  console.error(details ? error : error.message);
  if (error instanceof OperatorError) return error.exitCode;
  return error instanceof Error && ['ConfigError', 'BuildError', 'StoreError'].includes(error.name) ? 2 : 1;
}

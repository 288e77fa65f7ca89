import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addCaseCommands } from './cli/cases.js';
import { addKnowledgeCommands } from './cli/knowledge.js';
import { OperatorError } from './cli/operator-error.js';
import { packageRoot } from './cli/package-root.js';
import { addRecognitionCommands } from './cli/recognition.js';
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
addKnowledgeCommands(program, config);
addRecognitionCommands(program, config);
addCaseCommands(program, config);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** An operator's mistake in plain words, without a stack; anything else with one. */
function report(error: unknown): number {
  const known =
    error instanceof OperatorError ||
    (error instanceof Error && ['ConfigError', 'BuildError', 'StoreError'].includes(error.name));
  console.error(known && error instanceof Error ? error.message : error);
  return error instanceof OperatorError ? error.exitCode : known ? 2 : 1;
}

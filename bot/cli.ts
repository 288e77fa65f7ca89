import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addCaseCommands } from './cli/cases.js';
import { addCluCommands } from './cli/clu.js';
import { addCustomerCommands } from './cli/customer.js';
import { addKnowledgeCommands } from './cli/knowledge.js';
import { OperatorError } from './cli/operator-error.js';
import { packageRoot } from './cli/package-root.js';
import { addRecognitionCommands } from './cli/recognition.js';
import { addServeCommands } from './cli/serve.js';
import { addTeamsCommands } from './cli/teams.js';
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
addCustomerCommands(program, config);
addCluCommands(program, config);
addTeamsCommands(program, root);

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

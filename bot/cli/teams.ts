import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { createTeamsPackage, type PackageOptions } from '../teams-package.js';
import { OperatorError } from './operator-error.js';

interface Options extends PackageOptions {
  readonly out: string;
  readonly appVersion?: string;
}

/** `firstline teams package`. */
export function addTeamsCommands(program: Command, root: string): void {
  program
    .command('teams')
    .description('the app for Microsoft Teams')
    .command('package')
    .description('build the zip that is uploaded in the Teams admin center')
    .requiredOption('--app-id <id>', 'app id of the bot registration (MicrosoftAppId)')
    .requiredOption('--host <name>', 'host name that the bot is reached under')
    .option('--out <file>', 'the zip file to write', 'firstline-teams.zip')
    .option('--app-version <version>', 'raise it with every change of the app')
    .option('--company <name>', 'who offers the app')
    .option('--website <url>', 'its website')
    .option('--privacy <url>', 'its privacy statement')
    .option('--terms <url>', 'its terms of use')
    .action(({ out, appVersion, ...options }: Options) => {
      const built = createTeamsPackage(root, {
        ...options,
        ...(appVersion === undefined ? {} : { version: appVersion }),
      });
      if (built.kind === 'mistakes') throw new OperatorError(built.mistakes.join('\n'));
      const file = resolve(out);
      writeFileSync(file, built.zip);
      console.log(`Written to ${file}: version ${built.manifest.version}, for ${options.host}`);
      for (const name of ['website', 'privacy', 'terms'] as const) {
        if (options[name] === undefined) console.log(`No --${name}: it is taken to be on ${options.host}.`);
      }
    });
}

import type { Command } from 'commander';
import { fetchWebChat } from '../../web/fetch-webchat.js';
import { prepareKnowledge } from '../built.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { start } from '../main.js';

/** `firstline serve` and `firstline build`. */
export function addServeCommands(program: Command, config: () => Config): void {
  program
    .command('serve')
    .description('start the bot: builds what is out of date, then listens')
    .action(async () => {
      const settings = config();
      await fetchWebChat(settings.root);
      const running = await start(settings);
      console.log(`Firstline is ready. Chat page: http://${host(settings)}:${running.port}/`);
      const stop = (signal: NodeJS.Signals): void => {
        // A second signal ends the process at once: nobody is made to wait for a turn that hangs.
        process.once(signal, () => process.exit(130));
        void running.close().then(() => process.exit(0));
      };
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    });

  program
    .command('build')
    .description('make everything that serve needs, so that it starts without a network')
    .action(async () => {
      const settings = config();
      await fetchWebChat(settings.root);
      await prepareKnowledge(settings, createLog(settings.logLevel));
    });
}

function host({ host: listening }: Config): string {
  return listening === '0.0.0.0' || listening === '127.0.0.1' ? 'localhost' : listening;
}

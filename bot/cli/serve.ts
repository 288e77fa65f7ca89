import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { Config } from '../config.js';

/** `firstline serve` and `firstline build`. */
export function addServeCommands(program: Command, config: () => Config): void {
  program
    .command('serve')
    .description('start the bot: builds what is out of date, then listens')
    .action(async () => {
      const settings = config();
      await fetchWebChat(settings);
      const { start } = await import('../main.js');
      const running = await start(settings, sayTraining);
      keepHeapSmall();
      const address = `http://${host(settings)}:${running.port}`;
      const { signInPath } = running;
      const desk = signInPath && `\nStaff desk, for one person, once: ${address}${signInPath}`;
      // In one piece: whoever starts it from a program may stop listening as soon as the address is known.
      console.log(`Firstline is ready. Chat page: ${address}/${desk ?? ''}`);
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
      await fetchWebChat(settings);
      const { build } = await import('../built.js');
      await build(settings, { onTraining: sayTraining });
    });
}

function host({ host: listening }: Config): string {
  return listening === '0.0.0.0' || listening === '127.0.0.1' ? 'localhost' : listening;
}

function sayTraining(): void {
  console.error('Training the recogniser, as the phrasings are new: this takes a minute, once.');
}

/** Garbage is collected when the heap has grown by a fifth, not when it has doubled: half the memory for next to no time. */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

/** The page's script is plain JavaScript beside the page: it is not compiled with the program. */
async function fetchWebChat({ root }: Config): Promise<void> {
  const script: { fetchWebChat(root: string): Promise<void> } = await import(
    pathToFileURL(join(root, 'web/fetch-webchat.js')).href
  );
  await script.fetchWebChat(root);
}

import { join } from 'node:path';
import type { Command } from 'commander';
import { figuresOf } from '../../handoff/figures.js';
import { findGaps } from '../../handoff/gaps.js';
import { proposeGaps } from '../../handoff/proposal.js';
import { readPhrases } from '../../knowledge/search/phrases.js';
import { isTimeZone } from '../../policy/wall-clock.js';
import type { Config } from '../config.js';
import { OperatorError } from './operator-error.js';
import { inline, printJson } from './print.js';
import { printFigures } from './print-figures.js';
import { printGaps } from './print-gaps.js';
import { withStore } from './with-store.js';

interface Options {
  readonly since: string;
  readonly json?: boolean;
  readonly timeZone: string;
}

/** `firstline knowledge gaps` and `firstline figures`: what is learned from use; both look on while the bot works. */
export function addLearningCommands(program: Command, config: () => Config): void {
  const knowledge =
    program.commands.find((one) => one.name() === 'knowledge') ?? program.command('knowledge');
  knowledge
    .command('gaps')
    .description('what customers asked without being helped, and phrasings to add for it')
    .option('--since <days>', 'of the last so many days', '30')
    .option('--json', 'print JSON')
    .action(({ since, json }: Options) => {
      const settings = config();
      return withStore(settings, { readOnly: true }, async ({ feedback }) => {
        const { phrases } = readPhrases(join(settings.content, 'phrases'));
        const uses = await feedback.list({ since: daysAgo(since, settings) });
        const gaps = findGaps(
          uses,
          phrases.map(({ text }) => text),
        );
        const proposal = proposeGaps(gaps);
        if (json) printJson({ gaps, proposal });
        else printGaps(gaps, proposal);
      });
    });
  program
    .command('figures')
    .description('day by day what was asked, and what became of it')
    .option('--since <days>', 'of the last so many days', '7')
    .option('--time-zone <name>', 'by whose clock a day begins, such as Europe/Berlin', 'UTC')
    .option('--json', 'print JSON')
    .action(({ since, timeZone, json }: Options) => {
      const settings = config();
      if (!isTimeZone(timeZone))
        throw new OperatorError(
          `--time-zone: "${inline(timeZone)}" is none; write for example Europe/Berlin.`,
        );
      return withStore(settings, { readOnly: true }, async ({ feedback }) => {
        const uses = await feedback.list({ since: daysAgo(since, settings) });
        const figures = figuresOf(uses, timeZone, clock(settings));
        if (json) return printJson(figures);
        printFigures(figures);
      });
    });
}

const clock = ({ startAt }: Config): Date => startAt ?? new Date();

function daysAgo(days: string, config: Config): Date {
  if (!/^[1-9]\d{0,3}$/.test(days))
    throw new OperatorError(`--since: "${inline(days)}" is no number of days; write for example 30.`);
  return new Date(clock(config).getTime() - Number(days) * 24 * 60 * 60 * 1000);
}

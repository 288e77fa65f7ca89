import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSource } from '../../knowledge/build.js';
import { readSearchContent } from '../../knowledge/search/search-content.js';
import type { Config } from '../config.js';
import { cluProject, excessOf } from '../recognizer/clu-project.js';
import { OperatorError } from './operator-error.js';
import { printJson } from './print.js';

interface ExportOptions {
  readonly out?: string;
  readonly project?: string;
}

/** `firstline clu export`. */
export function addCluCommands(program: Command, config: () => Config): void {
  program
    .command('clu')
    .description('Azure CLU as recogniser (deployment/clu/README.md)')
    .command('export')
    .description('write the CLU project, to be imported, trained and deployed: the phrasings of the content')
    .option('--out <file>', 'the file to write; standard output by default')
    .option('--project <name>', 'name of the project; by default CLU_PROJECT, else firstline')
    .action(({ out, project }: ExportOptions) => {
      const { content, clu } = config();
      const name = project ?? clu?.project ?? 'firstline';
      if (!/^[\w.-]{1,50}$/.test(name))
        throw new OperatorError('--project: write at most 50 letters, digits, "_", "." and "-"');
      const { knowledge } = readSource({ document: join(content, 'document.md'), content });
      const written = cluProject(name, knowledge, readSearchContent(content));
      const excess = excessOf(written);
      if (excess.length > 0) throw new OperatorError(excess.join('\n'));
      if (out === undefined) return printJson(written);
      try {
        writeFileSync(resolve(out), `${JSON.stringify(written, null, 2)}\n`);
      } catch (error) {
        throw new OperatorError(
          `${out}: cannot be written (${error instanceof Error ? error.message : error})`,
        );
      }
      const { intents, entities, utterances } = written.assets;
      console.log(
        `${out}: project ${name} with ${intents.length} intents, ${utterances.length} utterances, ${entities.length} entities`,
      );
    });
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describeFinding } from '../../knowledge/finding.js';
import { type Built, build } from '../built.js';
import type { Config } from '../config.js';
import { OperatorError } from './operator-error.js';
import { printJson } from './print.js';

interface BuildOptions {
  readonly out?: string;
  readonly withModel?: boolean;
  readonly json?: boolean;
}

/** `firstline knowledge build|check`. */
export function addKnowledgeCommands(program: Command, config: () => Config): void {
  const knowledge = program
    .command('knowledge')
    .description('the knowledge base and the document that it is built from');
  knowledge
    .command('build')
    .description('build the knowledge file from a support FAQ and the content folder')
    .argument('[document]', 'the FAQ; by default document.md of the content folder')
    .option('--out <file>', 'the knowledge file to write; by default the one that the bot uses')
    .option('--with-model', 'with --out: train the recogniser, too, and write its model beside the file')
    .option('--json', 'print the report as JSON')
    .action(async (document: string | undefined, { out, withModel, json }: BuildOptions) => {
      const settings = config();
      const source = document === undefined ? join(settings.content, 'document.md') : resolve(document);
      if (!existsSync(source)) throw new OperatorError(`${document ?? source}: there is no such file`);
      const target = out === undefined ? {} : { out: resolve(out), withModel: withModel ?? false };
      report(await build(settings, { document: source, ...target }), json ?? false);
    });
  knowledge
    .command('check')
    .description('check content and document, and build the knowledge file when there is no error')
    .option('--json', 'print the report as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const settings = config();
      report(await build(settings), json ?? false);
    });
}

function report({ knowledge, lines, findings, files, trained }: Built, json: boolean): void {
  const { document, entries, contentHash } = knowledge;
  if (json) {
    printJson({
      file: files.knowledge,
      document,
      contentHash,
      entries: entries.map(({ id, question, line }) => ({ id, question, line })),
      lines,
      findings,
    });
    return;
  }
  for (const finding of findings) console.log(describeFinding(finding));
  console.log(`${document.title}${document.edition === undefined ? '' : `, edition ${document.edition}`}`);
  for (const { id, line } of entries) console.log(`  ${id} (line ${line})`);
  console.log(
    `${entries.length} entries; ${lines.used} lines used, ${lines.lost.length} lines lost; ${findings.length} findings`,
  );
  console.log(`Written to ${files.knowledge}${trained ? '; the recogniser was trained anew' : ''}`);
}

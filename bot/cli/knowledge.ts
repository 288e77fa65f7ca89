import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkRules } from '../../knowledge/check-rules.js';
import { findingsOf, readChecks, runChecks } from '../../knowledge/checks.js';
import { diffKnowledge } from '../../knowledge/diff.js';
import { describeFinding, type Finding } from '../../knowledge/finding.js';
import { loadKnowledge } from '../../knowledge/knowledge.js';
import { type Built, build } from '../built.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { openKnowledge } from '../open-knowledge.js';
import { openRecognizer } from '../recognizer/open.js';
import { OperatorError } from './operator-error.js';
import { printJson } from './print.js';
import { printDiff } from './print-diff.js';

interface BuildOptions {
  readonly out?: string;
  readonly withModel?: boolean;
  readonly json?: boolean;
}

/** `firstline knowledge build|check|diff`. */
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
      report(await build(settings, { document: source, thorough: true, ...target }), json ?? false);
    });
  knowledge
    .command('check')
    .description("check the content, and that the bot reads the editor's own questions (checks.yaml) right")
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await check(config());
      if (json) printJson(findings);
      else for (const finding of findings) console.log(describeFinding(finding));
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      if (!json) console.log(`${errors} errors, ${findings.length - errors} warnings`);
      if (errors > 0) process.exitCode = 1;
    });
  knowledge
    .command('diff')
    .description('what a customer would notice between two knowledge files')
    .argument('<old>', 'knowledge file before')
    .argument('<new>', 'knowledge file after')
    .option('--json', 'print JSON')
    .action(async (before: string, after: string, { json }: { json?: boolean }) => {
      const diff = diffKnowledge(await loadKnowledge(resolve(before)), await loadKnowledge(resolve(after)));
      if (json) printJson(diff);
      else printDiff(diff);
    });
}

/** Everything about the content that an editor should look at; failed checks are errors. */
async function check(config: Config): Promise<readonly Finding[]> {
  const log = createLog('warn');
  const { knowledge, findings } = await build(config, { thorough: true });
  const file = join(config.content, 'checks.yaml');
  const checks = readChecks(file);
  const recognizer = await openRecognizer(config, await openKnowledge(config, log), log);
  const results = await runChecks(checks, (text) => recognizer.recognize(text));
  await recognizer.close();
  return [...findings, ...checkRules(knowledge.rules, new Date()), ...findingsOf(results, file)];
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

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkRules } from '../../knowledge/check-rules.js';
import { type CheckResult, findingsOf, readChecks, runChecks } from '../../knowledge/checks.js';
import { diffKnowledge } from '../../knowledge/diff.js';
import { describeFinding, type Finding } from '../../knowledge/finding.js';
import { loadKnowledge } from '../../knowledge/knowledge.js';
import { movedChecks, readOutcomes, writeOutcomes } from '../../knowledge/outcomes.js';
import { type Built, build } from '../built.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { findEncoder } from '../open-knowledge.js';
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
      const built = await build(settings, { document: source, thorough: true, ...target });
      // Asked of the local recogniser: an outside service need not be there for a build.
      if (existsSync(built.files.model)) await askChecks({ ...settings, clu: undefined }, built);
      report(built, json ?? false);
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
      const [old, next] = [resolve(before), resolve(after)];
      const diff = diffKnowledge(await loadKnowledge(old), await loadKnowledge(next));
      const [earlier, later] = [readOutcomes(old), readOutcomes(next)];
      const checks = earlier && later && movedChecks(earlier, later);
      if (json) printJson({ ...diff, checks: checks ?? null });
      else printDiff(diff, checks);
    });
}

/** Everything about the content that an editor should look at; failed checks are errors. */
async function check(config: Config): Promise<readonly Finding[]> {
  const built = await build(config, { thorough: true });
  const results = await askChecks(config, built);
  return [
    ...built.findings,
    ...checkRules(built.knowledge.rules, new Date()),
    ...findingsOf(results, checksOf(config)),
  ];
}

const checksOf = ({ content }: Config): string => join(content, 'checks.yaml');

/** Asks the editor's own questions, and notes in the knowledge file what they came to, for `diff`. */
async function askChecks(config: Config, { knowledge, files }: Built): Promise<readonly CheckResult[]> {
  const checks = readChecks(checksOf(config));
  const log = createLog('warn');
  const encoder = await findEncoder(config, log);
  const opened = { knowledge, model: files.model, ...(encoder && { encoder }) };
  const recognizer = await openRecognizer(config, opened, log);
  const results = await runChecks(checks, (text) => recognizer.recognize(text));
  await recognizer.close();
  // What an outside service reads says nothing of this build.
  if (config.clu === undefined)
    writeOutcomes(
      files.knowledge,
      results.map(({ outcome }) => outcome),
    );
  return results;
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

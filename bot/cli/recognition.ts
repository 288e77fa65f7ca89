import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { openEncoder } from '../../knowledge/search/encoder/encoder.js';
import {
  evaluateMessages,
  type MessageEvaluation,
  messageShape,
} from '../../knowledge/search/evaluate-messages.js';
import {
  evaluatePhrases,
  labelledShape,
  type PhraseEvaluation,
} from '../../knowledge/search/evaluate-phrases.js';
import { readJsonLines } from '../../knowledge/search/json-lines.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { openKnowledge } from '../open-knowledge.js';
import { openRecognizer } from '../recognizer/open.js';
import type { Recognizer } from '../recognizer/recognizer.js';
import { OperatorError } from './operator-error.js';
import { printJson, printTable } from './print.js';

const line = z.object({ text: z.string() });

/** Worst misses that are printed; --json prints them all. */
const shownMisses = 20;

interface EvaluateOptions {
  readonly messages: string;
  readonly phrases?: string;
  readonly json?: boolean;
}

/** `firstline recognize` and `firstline evaluate`. */
export function addRecognitionCommands(program: Command, config: () => Config): void {
  program
    .command('recognize')
    .description(
      'read JSON lines {"text": "..."} and write what the bot reads out of each, as it does in the chat',
    )
    .action(async () => {
      const recognizer = await openFor(config());
      let number = 0;
      for await (const input of createInterface({
        input: process.stdin,
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        number++;
        if (input.trim() === '') continue;
        const {
          parts: _parts,
          answers: _answers,
          topic: _topic,
          certainty: _certainty,
          ...recognition
        } = await recognizer.recognize(textOf(input, number));
        process.stdout.write(`${JSON.stringify(recognition)}\n`);
      }
      await recognizer.close();
    });
  program
    .command('evaluate')
    .description("score the bot's understanding on labelled messages")
    .requiredOption(
      '--messages <file>',
      'JSON lines: labelled messages; with --phrases: {"text", "label"} to test on',
    )
    .option(
      '--phrases <file>',
      'JSON lines {"text", "label"}: train on these instead of the content; label null is out of scope',
    )
    .option('--json', 'print JSON')
    .action(async ({ messages, phrases, json }: EvaluateOptions) => {
      const settings = config();
      if (phrases === undefined) {
        const recognizer = await openFor(settings);
        const rows = readJsonLines(messages, messageShape);
        const result = await evaluateMessages((text) => recognizer.recognize(text), rows);
        await recognizer.close();
        return json ? printJson(result) : printMessages(result);
      }
      const { root, encoderPath } = settings;
      const opened = await openEncoder({ root, ...(encoderPath === undefined ? {} : { path: encoderPath }) });
      const encoder = opened.kind === 'ready' ? opened.encoder : undefined;
      const result = await evaluatePhrases(
        readJsonLines(phrases, labelledShape),
        readJsonLines(messages, labelledShape),
        encoder,
      );
      await encoder?.close();
      return json ? printJson(result) : printPhrases(result);
    });
}

async function openFor(config: Config): Promise<Recognizer> {
  const log = createLog('warn');
  return await openRecognizer(config, await openKnowledge(config, log), log);
}

function textOf(input: string, number: number): string {
  try {
    return line.parse(JSON.parse(input)).text;
  } catch {
    throw new OperatorError(`line ${number}: write a JSON object with a string "text"`);
  }
}

function printMessages({ figures, entries, confusions, misses }: MessageEvaluation): void {
  const rows = (list: typeof figures) =>
    list.map(({ name, held, of }) => [name, `${held} of ${of}`, percent(held / of)]);
  printTable(['FIGURE', 'HELD', 'SHARE'], rows(figures));
  console.log();
  printTable(['ENTRY', 'ANSWERED OUTRIGHT', 'SHARE'], rows(entries));
  console.log();
  printTable(
    ['EXPECTED', 'GOT', 'TIMES'],
    confusions.map(({ expected, got, times }) => [expected, got, String(times)]),
  );
  console.log();
  printTable(
    ['EXPECTED', 'GOT', 'MESSAGE'],
    misses
      .slice(0, shownMisses)
      .map(({ expected, got, text }) => [expected, got, text.replace(/\s+/g, ' ').slice(0, 100)]),
  );
}

function printPhrases({ labels, trained, inScope, outOfScope, thresholds }: PhraseEvaluation): void {
  console.log(
    `${labels} labels from ${trained} phrases; tested on ${inScope} in scope, ${outOfScope} out of scope`,
  );
  printTable(
    ['THRESHOLD', 'IN-SCOPE ACCURACY', 'OUT-OF-SCOPE RECALL'],
    thresholds.map(({ threshold, chosen, inScopeAccuracy, outOfScopeRecall }) => [
      `${threshold.toFixed(2)}${chosen ? ' (chosen)' : ''}`,
      percent(inScopeAccuracy),
      outOfScopeRecall === null ? '-' : percent(outOfScopeRecall),
    ]),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

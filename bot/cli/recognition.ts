import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { build } from '../built.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { openRecognizer } from '../recognizer/open.js';
import { OperatorError } from './operator-error.js';

const line = z.object({ text: z.string() });

/** `firstline recognize`: what the bot reads out of messages, one JSON line for each. */
export function addRecognitionCommands(program: Command, config: () => Config): void {
  program
    .command('recognize')
    .description(
      'read JSON lines {"text": "..."} and write what the bot reads out of each, as it does in the chat',
    )
    .action(async () => {
      const settings = config();
      const { knowledge, files } = await build(settings);
      const recognizer = await openRecognizer(settings, knowledge, files.model, createLog('warn'));
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
          ...recognition
        } = await recognizer.recognize(textOf(input, number));
        process.stdout.write(`${JSON.stringify(recognition)}\n`);
      }
      await recognizer.close();
    });
}

function textOf(input: string, number: number): string {
  try {
    return line.parse(JSON.parse(input)).text;
  } catch {
    throw new OperatorError(`line ${number}: write a JSON object with a string "text"`);
  }
}

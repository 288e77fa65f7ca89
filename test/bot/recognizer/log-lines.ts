import { pino } from 'pino';
import type { Logger } from '../../../bot/log.js';

/** One line of the log; `level` 30 is information, 40 a warning, 50 an alert. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** A log whose lines can be looked at. */
export function createLogLines(): { readonly log: Logger; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

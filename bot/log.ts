import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Structured lines on standard error. What customers write and their contact data are never passed in; secrets are cut out by key. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      redact: { paths: ['*.password', '*.secret', '*.token', '*.authorization'], censor: '[masked]' },
    },
    pino.destination(2),
  );
}

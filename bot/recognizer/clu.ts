import { isDeepStrictEqual } from 'node:util';
import type { Knowledge } from '../../knowledge/knowledge.js';
import type { CluSettings } from '../clu-settings.js';
import type { Logger } from '../log.js';
import { askClu, type CluFailure } from './clu-ask.js';
import { createBreaker } from './clu-breaker.js';
import { createCluClient } from './clu-client.js';
import { labelNamed } from './clu-intents.js';
import type { CluPrediction } from './clu-prediction.js';
import { withCluResult } from './clu-result.js';
import type { Recognizer } from './recognizer.js';

export interface CluParts {
  /** Reads each message, too, and alone whenever the service cannot. */
  readonly local: Recognizer;
  readonly knowledge: Pick<Knowledge, 'entries' | 'rules'>;
  readonly log: Logger;
  /** Milliseconds of a clock that never goes back. */
  readonly clock?: () => number;
}

/** A wrong key or project is for a person to put right; until then a try now and then is enough. */
const untilMended = 15 * 60_000;

/** Without Retry-After. */
const untilLessBusy = 30_000;

/** The recogniser that asks Azure CLU, with the local one beside and behind it. Closing it closes the local one. */
export function openCluRecognizer(settings: CluSettings, parts: CluParts): Recognizer {
  const { local, knowledge, log, clock = () => performance.now() } = parts;
  const client = createCluClient(settings);
  let failure: CluFailure | undefined;
  let alerted = false;
  let foreign = false;

  const breaker = createBreaker({
    clock,
    onChange: (state, pause) => {
      if (state === 'closed') {
        alerted = false;
        return log.info({ clu: state }, 'CLU answers again');
      }
      if (state === 'half-open') return log.info({ clu: state }, 'CLU is tried with one message');
      const facts = { clu: state, ...factsOf(failure), seconds: Math.round(pause / 1_000) };
      const mistake = mistakeOf(failure);
      if (mistake === undefined || alerted)
        return log.warn(facts, 'CLU is left alone for a while; the local recogniser reads messages alone');
      alerted = true;
      log.error(facts, `${mistake}; until then the local recogniser reads messages alone`);
    },
  });

  const failed = (now: CluFailure): void => {
    failure = now;
    log.warn(factsOf(now), 'CLU gave no result; the local recogniser read the message alone');
    breaker.failed(leaveAfter(now));
  };

  const noteForeign = ({ intents: [first] }: CluPrediction): void => {
    if (foreign || first === undefined || labelNamed(first.category, knowledge.entries)) return;
    foreign = true;
    log.warn(
      { intent: first.category },
      'CLU knows an intent that the knowledge does not: write its project anew with "firstline clu export", train and deploy it',
    );
  };

  log.info({ project: settings.project, deployment: settings.deployment }, 'Messages are read by CLU, too');
  return {
    recognize: async (text, context) => {
      const read = await local.recognize(text, context);
      // A question that goes on with the one before means nothing to the service, which does not know that one.
      const follows = context !== undefined && !isDeepStrictEqual(read, await local.recognize(text));
      if (follows || text.trim() === '' || !breaker.admits()) return read;
      const outcome = await askClu(client, text);
      if (outcome.kind === 'failure') {
        failed(outcome);
        return read;
      }
      breaker.succeeded();
      noteForeign(outcome.prediction);
      return withCluResult(read, outcome.prediction, knowledge);
    },
    close: async () => await local.close(),
  };
}

function leaveAfter({ reason, wait }: CluFailure): number | undefined {
  if (reason === 'refused' || reason === 'missing') return untilMended;
  return reason === 'throttled' ? (wait ?? untilLessBusy) : undefined;
}

function mistakeOf(failure: CluFailure | undefined): string | undefined {
  if (failure?.reason === 'refused')
    return 'CLU refuses the key: correct CLU_KEY or CLU_ENDPOINT and restart';
  if (failure?.reason === 'missing')
    return 'CLU does not know the project or its deployment: correct CLU_PROJECT or CLU_DEPLOYMENT and restart';
  return undefined;
}

function factsOf(failure: CluFailure | undefined) {
  return { reason: failure?.reason, status: failure?.status, code: failure?.code };
}

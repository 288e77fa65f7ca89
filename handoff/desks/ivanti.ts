import type { Callback, Case } from '../case.js';
import type { Log } from '../log.js';
import type { Outbox } from '../store/store.js';
import type { Desk, DeskAnswer, DeskRecord } from './desk.js';
import { createIvantiClient } from './ivanti-client.js';
import { IvantiError } from './ivanti-error.js';
import { createIvantiIncidents } from './ivanti-incidents.js';
import type { IvantiMapping } from './ivanti-mapping.js';
import { isForgotten, newsOfCallback, newsOfCase } from './ivanti-news.js';
import { createPause } from './ivanti-pause.js';

/** In milliseconds: for all calls of one delivery, shorter than what a delivery is given, so that we know what was under way. */
const longest = 9_000;
/** A wrong key or field is for a person to put right; until then a try now and then is enough. */
const untilMended = 15 * 60_000;
const untilLessBusy = 30_000;
/** In characters. */
const longestTicket = 40;

const delivered: DeskAnswer = { kind: 'delivered' };

/**
 * Ivanti Neurons for ITSM: each case is one incident, which is looked for by the case number before it is made; everything
 * afterwards is a note in its journal and, where the mapping says so, a change of its fields.
 * `url`: the tenant's address, up to where `/api` follows. `clock`: milliseconds that never go back.
 */
export function createIvantiDesk(parts: {
  readonly url: string;
  readonly key: string;
  readonly mapping: IvantiMapping;
  /** Told the number that the incident of a case has there. */
  readonly keepTicket: (caseNumber: string, ticket: string) => Promise<void>;
  readonly log: Log;
  readonly clock?: () => number;
}): Desk {
  const { mapping, keepTicket, log, clock = () => performance.now() } = parts;
  const incidents = createIvantiIncidents(createIvantiClient(parts), mapping, log);
  const pause = createPause(clock);
  let isTold = false;

  return {
    async deliver(row, record, signal) {
      if (record.kind === 'callback' && !isNews(row, record.callback)) return delivered;
      const instead = pause.inTheWay();
      if (instead) return instead;
      try {
        await tell(row, record, AbortSignal.any([signal, AbortSignal.timeout(longest)]));
        serves();
        return delivered;
      } catch (error) {
        if (!(error instanceof IvantiError)) throw error;
        return answerTo(error);
      }
    },
  };

  async function tell(row: Outbox, record: DeskRecord, signal: AbortSignal): Promise<void> {
    if (record.kind === 'case') await tellCase(row, record.case, signal);
    else await tellCallback(row, record.callback, signal);
  }

  /** A case that was opened before there was this desk becomes an incident with its first change. */
  async function tellCase(row: Outbox, one: Case, signal: AbortSignal): Promise<void> {
    const found = await incidents.find(one.number, signal);
    if (found === undefined && isForgotten(one)) return;
    const incident = found ?? (await incidents.open(one, signal));
    const ticket = incident.field(mapping.incident.number);
    if (ticket && ticket !== one.ticket) await keepTicket(one.number, ticket.slice(0, longestTicket));
    const news = newsOfCase(row, one);
    if (news === undefined) return;
    await incidents.write(row, news, incident, signal);
    await incidents.change(row, one, incident, signal);
  }

  async function tellCallback(row: Outbox, one: Callback, signal: AbortSignal): Promise<void> {
    const news = newsOfCallback(row, one);
    if (one.caseNumber === null || news === undefined) return;
    const incident = await incidents.find(one.caseNumber, signal);
    if (incident === undefined) throw new IvantiError('later', 'its case has no incident there yet');
    await incidents.write(row, news, incident, signal);
  }

  function answerTo(error: IvantiError): DeskAnswer {
    const { trouble, message: reason, afterMilliseconds } = error;
    if (trouble === 'refused') {
      serves();
      return { kind: 'refused', reason };
    }
    if (trouble === 'later')
      return { kind: 'retry', reason, ...(afterMilliseconds !== undefined && { afterMilliseconds }) };
    const wait = trouble === 'busy' ? (afterMilliseconds ?? untilLessBusy) : untilMended;
    pause.begin(error, wait);
    if (trouble !== 'busy') alert(error);
    return { kind: 'retry', reason, afterMilliseconds: wait };
  }

  function alert({ trouble, message: reason }: IvantiError): void {
    if (isTold) return;
    isTold = true;
    const what = trouble === 'key' ? 'ITSM_API_KEY' : 'ITSM_URL or itsm.yaml';
    log.error(
      { trouble, reason },
      `Ivanti takes nothing: ${reason}. Correct ${what} and restart; cases are kept until then.`,
    );
  }

  function serves(): void {
    pause.end();
    if (isTold) log.info({}, 'Ivanti takes cases again.');
    isTold = false;
  }
}

/** Callbacks that are about no case are for the built-in desk alone. */
function isNews(row: Outbox, one: Callback): boolean {
  return one.caseNumber !== null && newsOfCallback(row, one) !== undefined;
}

import { type CluClient, type CluReply, tooLarge } from './clu-client.js';
import { type CluPrediction, readPrediction } from './clu-prediction.js';

/**
 * Why there is no prediction: it took too long (`late`), it came in an unknown shape (`unreadable`), the service wants fewer
 * requests (`throttled`), it does not take the key (`refused`) or does not know project or deployment (`missing`), or it could
 * not be reached or failed in another way (`failed`).
 */
export type CluReason = 'late' | 'unreadable' | 'throttled' | 'refused' | 'missing' | 'failed';

export interface CluFailure {
  readonly kind: 'failure';
  readonly reason: CluReason;
  readonly status?: number;
  readonly code?: string;
  /** How long the service asks to be left alone, in milliseconds, when it says so. */
  readonly wait?: number;
}

export type CluOutcome = { readonly kind: 'prediction'; readonly prediction: CluPrediction } | CluFailure;

/** Longest query that the service takes for a prediction, in UTF-16 units. */
const longestQuery = 1_000;

/** How long a customer is kept waiting for the service, a second try included, in milliseconds. */
const timeLimit = 2_500;

/** Asks the service to read a message: within 2.5 seconds, with one second try at once for what may pass. Never rejects. */
export async function askClu(client: CluClient, text: string): Promise<CluOutcome> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeLimit);
  // Cutting may part a surrogate pair.
  const query = text.slice(0, longestQuery).toWellFormed();
  const attempt = async (): Promise<CluOutcome> => {
    const reply = await client(query, limit.signal);
    return limit.signal.aborted ? { kind: 'failure', reason: 'late' } : outcomeOf(reply);
  };
  try {
    const first = await attempt();
    return first.kind === 'failure' && mayPass(first) ? await attempt() : first;
  } finally {
    clearTimeout(timer);
  }
}

/** A broken connection or a fault of the server; anything else would only come again. */
function mayPass({ reason, status = 500 }: CluFailure): boolean {
  return reason === 'failed' && (status >= 500 || status === 408);
}

function outcomeOf(reply: CluReply): CluOutcome {
  const prediction = readPrediction(reply.body);
  if (prediction !== undefined) return { kind: 'prediction', prediction };
  const { status, code } = reply;
  const wait = waitOf(reply);
  return {
    kind: 'failure',
    reason: code === tooLarge ? 'unreadable' : reasonOf(status, wait),
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(wait !== undefined && { wait }),
  };
}

function reasonOf(status: number | undefined, wait: number | undefined): CluReason {
  if (status === undefined) return 'failed';
  if (status < 300) return 'unreadable';
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'missing';
  return status === 429 || (status === 503 && wait !== undefined) ? 'throttled' : 'failed';
}

/** Retry-After in milliseconds: seconds, or a date, which is taken by the server's own clock. */
function waitOf({ header }: CluReply): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const given = header(name);
    if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  }
  const after = header('retry-after');
  if (after === undefined) return undefined;
  if (/^\d+$/.test(after)) return Number(after) * 1_000;
  const wait = Date.parse(after) - Date.parse(header('date') ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

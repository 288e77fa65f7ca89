import { createHmac } from 'node:crypto';
import type { Callback, Case } from '../case.js';
import type { Desk, DeskAnswer, DeskRecord } from './desk.js';

const shortestSecret = 16;
/** Client errors that may pass: request time-out, too many requests. */
const passing = [408, 429];

/**
 * Posts to somebody's HTTPS address (http only on this machine):
 * `{"id", "topic", "case"}` or `{"id", "topic", "callback"}` as JSON, `id` being the idempotency key, with the headers
 * `Idempotency-Key` and `Firstline-Signature: t=<seconds since 1970>,v1=<hex>`, the hex being the HMAC-SHA256,
 * under the shared secret, of the seconds, a dot and the body.
 * 2xx: taken. 409: taken before, under this key. 408, 429, 5xx and redirects: tried again. Other 4xx: never again.
 * Throws an error for the operator when the address or the secret cannot be used.
 */
export function createWebhookDesk(settings: {
  readonly url: string;
  readonly secret: string;
  readonly now: () => Date;
}): Desk {
  const { secret, now } = settings;
  const url = safeAddress(settings.url);
  if (secret.length < shortestSecret) {
    throw new Error(
      `The secret of the webhook has ${secret.length} characters; it needs at least ${shortestSecret}.`,
    );
  }

  return {
    async deliver(row, record, signal) {
      const body = JSON.stringify({ id: row.idempotencyKey, topic: row.topic, ...contentOf(record) });
      const seconds = Math.floor(now().getTime() / 1000);
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': row.idempotencyKey,
            'firstline-signature': `t=${seconds},v1=${signature}`,
          },
          body,
          redirect: 'manual',
          signal,
        });
        await response.body?.cancel();
        return answerOf(response.status, response.headers.get('retry-after'));
      } catch (error) {
        return { kind: 'retry', reason: reasonOf(error) };
      }
    },
  };
}

function safeAddress(text: string): URL {
  if (!URL.canParse(text)) throw new Error('The address of the webhook is no URL. Write https://host/path.');
  const url = new URL(text);
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new Error(
      `The address of the webhook begins with ${url.protocol} Customers' data need https: (http: only on this machine).`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error(
      'The address of the webhook holds a user name or password. Leave them out: calls are signed.',
    );
  }
  return url;
}

function answerOf(status: number, retryAfter: string | null): DeskAnswer {
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'delivered' };
  const reason = `the webhook answered ${status}`;
  if (status >= 400 && status < 500 && !passing.includes(status)) return { kind: 'refused', reason };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  return seconds === undefined
    ? { kind: 'retry', reason }
    : { kind: 'retry', reason, afterMilliseconds: seconds * 1000 };
}

/** fetch says only that it failed; the cause says why. */
function reasonOf(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return `the webhook could not be reached: ${String(cause ?? error)}`;
}

/** What staff need; not the customer's access code, nor what only this program can use. */
function contentOf(record: DeskRecord): object {
  return record.kind === 'case'
    ? { case: caseContent(record.case) }
    : { callback: callbackContent(record.callback) };
}

function caseContent(one: Case): object {
  const { accessCode: _code, conversation: _conversation, draftId: _draft, ...content } = one;
  return content;
}

function callbackContent(one: Callback): object {
  const { conversation: _conversation, draftId: _draft, ...content } = one;
  return content;
}

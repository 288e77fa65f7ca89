import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.js';

const tooLarge = (limit: number) =>
  new Problem(413, 'BodyTooLarge', `The request body may have at most ${limit} bytes.`);

/** The media type of the request in lower case, without parameters; empty when there is none. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * The whole body, never more than `limit` bytes of it in memory. Throws a `Problem`: 415 for a compressed body
 * (a small one can unfold to any size), 413 as soon as it is known to be too large, 400 when it breaks off.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return Promise.reject(
      new Problem(415, 'UnsupportedEncoding', 'Compressed request bodies are not accepted.'),
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return Promise.reject(tooLarge(limit));
  }

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void) => {
      request.off('data', take).off('end', end).off('error', broken).off('close', broken);
      // What still comes is thrown away unread, so that the answer reaches a client that is still sending.
      request.resume();
      finish();
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) settle(() => reject(tooLarge(limit)));
      else chunks.push(chunk);
    };
    const end = () => settle(() => resolve(Buffer.concat(chunks)));
    const broken = () => settle(() => reject(new Problem(400, 'BadRequest', 'The request body broke off.')));
    request.on('data', take).on('end', end).on('error', broken).on('close', broken);
  });
}

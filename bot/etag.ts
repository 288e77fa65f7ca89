import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The entity tag of a body: another one for another body. */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether the client says that it has this very version; a proxy that compresses may have marked its tag as weak. */
export function hasVersion(request: IncomingMessage, etag: string): boolean {
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  return known.some((one) => one.trim().replace(/^W\//, '') === etag);
}

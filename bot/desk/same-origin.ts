import type { Request } from 'restify';
import { Problem } from '../channels/problem.js';

/**
 * Throws a `Problem`, 403, for a request that did not come from a page of ours: browsers say so, and whoever says nothing may
 * change nothing.
 */
export function requireSameOrigin(request: Request): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOurs = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  if (site === undefined ? isOurs : site === 'same-origin') return;
  throw new Problem(403, 'Forbidden', 'This can only be done from the desk itself.');
}

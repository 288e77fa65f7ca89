/** What the pages ask of the server. */
import { words } from './words.js';

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/desk/api/${path}`, { ...options, signal: AbortSignal.timeout(20_000) });
  } catch {
    throw new Error(words.failed);
  }
  if (response.status === 401) {
    window.location.assign('/desk/sign-in');
    throw new Error(words.signedOut);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok)
    throw Object.assign(new Error(body.error?.message ?? words.failed), { status: response.status });
  return body;
}

/** Rejects with an error whose message can be shown. */
export const get = (path) => ask(path);

/** Rejects with an error whose message can be shown, such as why an action does not fit any more. */
export const post = (path, body = {}) =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

import type { Request, Response, Server } from 'restify';
import { mediaType, readBody } from '../channels/body.js';
import { createRate } from '../channels/directline/rate.js';
import { Problem } from '../channels/problem.js';
import { sendPage } from '../page.js';
import { readCookie, setCookie } from './cookie.js';
import type { DeskParts } from './desk-parts.js';
import { requireSameOrigin } from './same-origin.js';
import { underWayShape } from './under-way.js';

/** What the sign-in page says. */
type State = 'link' | 'no-link' | 'used' | 'oidc' | 'denied' | 'failed' | 'off';

const cookie = 'firstline-desk-sign-in';
const redirectPath = '/desk/oidc';
/** Seconds that somebody has at the provider. */
const patience = 600;

/** `/desk/sign-in`: by a one-time link or at the provider; and out again. */
export function mountSignIn(server: Server, parts: DeskParts): void {
  const { pages, sessions, links, oidc, underWay, addresses, logger } = parts;
  const rate = createRate(20, 60);
  const limited = (request: Request) => rate(addresses.clientAddress(request));
  const isSecure = (request: Request) => addresses.publicOrigin(request).startsWith('https:');

  const show = (response: Response, state: State, status = 200, code = '') => {
    const html = pages.signIn.replace('{{state}}', state).replace('{{code}}', code);
    sendPage(response, html, { sources: { 'form-action': ["'self'"] } }, status);
  };

  server.get('/desk/sign-in', async (request, response) => {
    if (links === undefined && oidc === undefined) return show(response, 'off', 404);
    if (links === undefined) return show(response, 'oidc');
    const code = new URLSearchParams(request.getQuery()).get('code') ?? '';
    // Looking at the link must not use it up: programs that preview links look at them, too.
    return /^[\w-]{32}$/.test(code) ? show(response, 'link', 200, code) : show(response, 'no-link');
  });

  server.post('/desk/sign-in', async (request, response) => {
    requireSameOrigin(request);
    await limited(request);
    if (links === undefined) throw new Problem(404, 'NotFound', 'There is nothing here.');
    if (mediaType(request) !== 'application/x-www-form-urlencoded')
      throw new Problem(
        415,
        'UnsupportedMediaType',
        'The form is sent as application/x-www-form-urlencoded.',
      );
    const form = new URLSearchParams((await readBody(request, 4096)).toString('utf8'));
    const name = nameIn(form.get('name') ?? '');
    if (!links.take(form.get('code') ?? '')) return show(response, 'used', 403);
    await sessions.begin(request, response, { id: `link:${name.toLowerCase()}`, name });
    logger.info({ by: name }, 'Somebody of the staff signed in by a link.');
    response.setHeader('Location', '/desk');
    response.send(303);
  });

  server.get('/desk/sign-in/provider', async (request, response) => {
    await limited(request);
    if (oidc === undefined) throw new Problem(404, 'NotFound', 'There is nothing here.');
    try {
      const begun = await oidc.begin(`${addresses.publicOrigin(request)}${redirectPath}`);
      // Lax: the browser comes back from another site, and must bring this along.
      setCookie(response, {
        name: cookie,
        value: await underWay.seal(begun.underWay, patience),
        seconds: patience,
        path: redirectPath,
        sameSite: 'Lax',
        secure: isSecure(request),
      });
      response.setHeader('Location', begun.url.href);
      response.send(302);
    } catch (error) {
      logger.error({ err: error }, 'The OpenID Connect provider could not be asked; see DESK_OIDC_ISSUER.');
      show(response, 'failed', 502);
    }
  });

  server.get(redirectPath, async (request, response) => {
    await limited(request);
    if (oidc === undefined) throw new Problem(404, 'NotFound', 'There is nothing here.');
    const begun = underWayShape.safeParse(await underWay.open(readCookie(request, cookie)));
    const secure = isSecure(request);
    setCookie(response, { name: cookie, value: '', seconds: 0, path: redirectPath, sameSite: 'Lax', secure });
    if (!begun.success) return show(response, 'failed', 400);
    try {
      const current = new URL(request.url ?? '', addresses.publicOrigin(request));
      const outcome = await oidc.finish(current, begun.data);
      if (outcome.kind === 'denied') return show(response, 'denied', 403);
      await sessions.begin(request, response, outcome.member);
      logger.info({ by: outcome.member.id }, 'Somebody of the staff signed in at the provider.');
      // A redirect would still count as coming from the provider, and the browser would leave the session's cookie out.
      sendPage(response, pages.signedIn);
    } catch (error) {
      logger.warn({ err: error }, 'A sign-in at the provider came to nothing.');
      show(response, 'failed', 400);
    }
  });

  server.post('/desk/sign-out', async (request, response) => {
    requireSameOrigin(request);
    await sessions.end(request, response);
    response.setHeader('Location', '/desk/sign-in');
    response.send(303);
  });
}

/** What colleagues see; the trail needs some name. */
function nameIn(typed: string): string {
  const name = typed
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60);
  return name === '' ? 'Support' : name;
}

import type { Request, Response, Server } from 'restify';
import type { ZodType } from 'zod';
import { caseStatuses } from '../../handoff/case.js';
import type { Outcome } from '../../handoff/staff.js';
import { mediaType, readBody } from '../channels/body.js';
import { parseJson } from '../channels/json.js';
import { Problem } from '../channels/problem.js';
import { callbackActionShape, caseActionShape } from './actions.js';
import { boardOf, callbackItem, caseItem } from './board.js';
import { casePage } from './case-page.js';
import type { DeskParts } from './desk-parts.js';
import { requireSameOrigin } from './same-origin.js';

const bodyLimit = 16 * 1024;

/** `/desk/api`: JSON for the desk's pages, for who has signed in. What changes something must come from such a page. */
export function mountApi(server: Server, parts: DeskParts): void {
  const { staff, sessions, events, settings, links, say } = parts;

  server.get('/desk/api/me', async (request, response) => {
    const { member, until } = await sessions.require(request);
    response.json(200, {
      name: member.name,
      until: until.toISOString(),
      canInvite: links !== undefined,
      hasSimulator: settings.telephone === 'simulator',
      statuses: caseStatuses.map((id) => ({ id, label: say(`status.${id}`) })),
    });
  });

  server.get('/desk/api/board', async (request, response) => {
    const { member } = await sessions.require(request);
    const all = new URLSearchParams(request.getQuery()).get('all') === 'true';
    response.json(200, await boardOf(parts, member, all));
  });

  server.get('/desk/api/cases/:number', async (request, response) => {
    const { member } = await sessions.require(request);
    const page = await casePage(parts, member, String(request.params.number));
    if (!page) throw new Problem(404, 'NotFound', 'There is no such case.');
    response.json(200, page);
  });

  server.post('/desk/api/cases/:number', async (request, response) => {
    const { member } = await enter(request);
    const action = await readAction(request, caseActionShape);
    const outcome = await staff.onCase(String(request.params.number), action, member);
    answer(response, outcome, (one) => caseItem(parts, member, one));
  });

  server.post('/desk/api/callbacks/:id', async (request, response) => {
    const { member } = await enter(request);
    const action = await readAction(request, callbackActionShape);
    const outcome = await staff.onCallback(String(request.params.id), action, member);
    answer(response, outcome, (one) => callbackItem(parts, member, one));
  });

  server.post('/desk/api/links', async (request, response) => {
    await enter(request);
    if (links === undefined) throw new Problem(404, 'NotFound', 'There is nothing here.');
    response.json(201, { path: links.make() });
  });

  server.get('/desk/api/events', async (request, response) => {
    events.stream(request, response, await sessions.require(request));
  });

  async function enter(request: Request) {
    requireSameOrigin(request);
    return sessions.require(request);
  }
}

/** The body as an action. Throws a `Problem`, 400 or 415, that says in plain words what is wrong. */
export async function readAction<T>(request: Request, shape: ZodType<T>): Promise<T> {
  if (mediaType(request) !== 'application/json')
    throw new Problem(415, 'UnsupportedMediaType', 'The body is sent as application/json.');
  const parsed = shape.safeParse(parseJson(await readBody(request, bodyLimit)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(
    400,
    'BadArgument',
    `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'invalid'}.`,
  );
}

/** 409 with the reason, and with the record as it is, when the action does not fit. */
export function answer<T>(response: Response, outcome: Outcome<T>, view: (record: T) => object): void {
  if (outcome.kind === 'not-found') throw new Problem(404, 'NotFound', 'There is no such case or callback.');
  const { kind, record } = outcome;
  if (kind === 'done') return void response.json(200, view(record));
  response.json(409, { error: { code: 'Refused', message: outcome.reason }, current: view(record) });
}

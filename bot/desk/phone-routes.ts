import type { Server } from 'restify';
import { z } from 'zod';
import { phoneActions, type Simulator } from '../../handoff/diallers/simulator.js';
import { formatPhone } from '../../knowledge/phone.js';
import { sendPage } from '../page.js';
import { answer, readAction } from './api.js';
import type { DeskParts } from './desk-parts.js';
import { requireSameOrigin } from './same-origin.js';

const action = z.object({ do: z.enum(phoneActions) });

/** `/desk/phone`: the customer's phone, played by whoever shows the desk to somebody. */
export function mountPhone(server: Server, { sessions, pages }: DeskParts, simulator: Simulator): void {
  server.get('/desk/phone', async (request, response) => {
    if (await sessions.read(request)) return sendPage(response, pages.phone);
    response.setHeader('Location', '/desk/sign-in');
    response.send(302);
  });

  server.get('/desk/api/phones', async (request, response) => {
    await sessions.require(request);
    const phones = await simulator.phones();
    response.json(
      200,
      phones.map(({ id, kind, phone, status, claimedBy }) => ({
        id,
        kind,
        phone: formatPhone(phone),
        status,
        // On the line with somebody, or waiting in the queue.
        served: Boolean(claimedBy),
      })),
    );
  });

  server.post('/desk/api/phones/:id', async (request, response) => {
    requireSameOrigin(request);
    await sessions.require(request);
    const { do: wanted } = await readAction(request, action);
    answer(response, await simulator.act(String(request.params.id), wanted), ({ id, status }) => ({
      id,
      status,
    }));
  });
}

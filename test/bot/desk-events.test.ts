import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'restify';
import { createEvents } from '../../bot/desk/events.js';

it('whoever has gone before the stream begins does not count as an open page', async () => {
  const session = { id: 's', member: { id: 'kim', name: 'Kim' }, until: new Date('2026-03-11T20:00:00Z') };
  const events = createEvents({ read: async () => session });
  // What the stream uses of restify's request and response is that of the server itself.
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    try {
      events.stream(request as Request, response as Response, session);
    } catch {
      response.end();
    }
  };
  let late = true;
  let asked = 0;
  let ended = 0;
  const server = createServer((request, response) => {
    if (!late) return begin(request, response);
    asked += 1;
    response.on('close', () => {
      begin(request, response);
      ended += 1;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = () => get({ port, host: '127.0.0.1', agent: false });

  const gone = Array.from({ length: 8 }, ask);
  for (const one of gone) one.on('error', () => undefined);
  while (asked < 8) await new Promise(setImmediate);
  for (const one of gone) one.destroy();
  while (ended < 8) await new Promise(setImmediate);

  late = false;
  const [response] = (await once(ask(), 'response')) as [IncomingMessage];
  expect(response.headers['content-type']).toBe('text/event-stream');
  events.close();
  response.resume();
  await once(response, 'end');
  server.close();
});

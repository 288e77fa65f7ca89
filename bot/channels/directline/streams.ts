import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../../log.js';
import type { Page } from './conversations.js';
import type { Limits } from './limits.js';
import type { Origins } from './origins.js';
import type { Ticket } from './tokens.js';

/** Open sockets. Each is a cursor over its conversation's log, so that nothing is lost, doubled or out of order. */
export interface Streams {
  attach(server: Server): void;
  /** The log of the conversation has grown; undefined: that of any may have. */
  wake(conversation: string | undefined): void;
  /** Sends what is never logged, such as typing, to the streams that are open now. */
  tell(conversation: string, activity: object): void;
  /** Resolves when every socket has been closed with 1001. */
  close(): Promise<void>;
}

interface Stream {
  readonly socket: WebSocket;
  next: number;
  /** Sending goes one after the other. */
  work: Promise<void>;
  alive: boolean;
}

const path = /^\/v3\/directline\/conversations\/[^/]{1,200}\/stream$/;
const heartbeat = 30_000;
const farewell = 1_000;

export function createStreams(
  readTicket: (ticket: string) => Promise<Ticket>,
  page: (conversation: string, from: number) => Promise<Page>,
  origins: Origins,
  limits: Limits,
  logger: Logger,
): Streams {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frame, perMessageDeflate: false });
  const open = new Map<string, Set<Stream>>();
  let closing = false;

  const send = (stream: Stream, frame: string) => {
    // A client that does not read would fill our memory; it reconnects with its watermark and misses nothing.
    if (stream.socket.bufferedAmount > limits.backlog) stream.socket.terminate();
    else stream.socket.send(frame);
  };

  const pump = async (conversation: string, stream: Stream) => {
    for (;;) {
      const { activities, next } = await page(conversation, stream.next);
      if (next === stream.next) return;
      stream.next = next;
      if (activities.length > 0) send(stream, JSON.stringify({ activities, watermark: String(next) }));
    }
  };

  const enqueue = (stream: Stream, task: () => Promise<void> | void) => {
    stream.work = stream.work.then(task).catch((error: unknown) => {
      logger.error({ err: error }, 'a Direct Line stream was ended: its conversation could not be read');
      stream.socket.close(1011);
    });
  };

  const join = async (socket: WebSocket, { conversation, from }: Ticket) => {
    const stream: Stream = { socket, next: from, work: Promise.resolve(), alive: true };
    const streams = open.get(conversation) ?? new Set();
    open.set(conversation, streams.add(stream));
    socket.on('pong', () => {
      stream.alive = true;
    });
    // Whatever a client sends is a sign of life and no more; a frame over the limit closes with 1009 by itself.
    socket.on('message', () => {
      stream.alive = true;
    });
    socket.on('error', (error) => logger.info({ reason: error.message }, 'a Direct Line stream broke'));
    socket.on('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && open.get(conversation) === streams) open.delete(conversation);
    });
    enqueue(stream, () => pump(conversation, stream));
  };

  const admit = async (request: IncomingMessage): Promise<Ticket | number> => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (closing) return 503;
    if (!path.test(url.pathname)) return 404;
    if (!origins.allows(request)) return 403;
    const ticket = await readTicket(url.searchParams.get('t') ?? '').catch(() => 403);
    if (typeof ticket === 'number') return ticket;
    if (url.pathname.split('/')[4] !== encodeURIComponent(ticket.conversation)) return 403;
    return (open.get(ticket.conversation)?.size ?? 0) < limits.streams ? ticket : 429;
  };

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const ticket = URL.canParse(request.url ?? '', 'http://localhost') ? await admit(request) : 400;
    if (typeof ticket === 'number') {
      socket.end(`HTTP/1.1 ${ticket} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    } else {
      sockets.handleUpgrade(request, socket, head, (accepted) => join(accepted, ticket));
    }
  };

  const beat = setInterval(() => {
    for (const streams of open.values()) {
      for (const stream of streams) {
        if (!stream.alive) stream.socket.terminate();
        stream.alive = false;
        stream.socket.ping();
      }
    }
  }, heartbeat).unref();

  return {
    attach: (server) => {
      server.on('upgrade', (request, socket, head) => void upgrade(request, socket, head));
    },
    wake: (grown) => {
      for (const conversation of grown === undefined ? open.keys() : [grown]) {
        for (const stream of open.get(conversation) ?? []) enqueue(stream, () => pump(conversation, stream));
      }
    },
    tell: (conversation, activity) => {
      for (const stream of open.get(conversation) ?? []) {
        enqueue(stream, () => send(stream, JSON.stringify({ activities: [activity] })));
      }
    },
    close: async () => {
      closing = true;
      clearInterval(beat);
      const streams = [...open.values()].flatMap((some) => [...some]);
      for (const { socket } of streams) socket.close(1001, 'restarting');
      const closed = Promise.all(
        streams.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve))),
      );
      // A client that does not answer the farewell must not hold up the end.
      await Promise.race([closed, sleep(farewell, undefined, { ref: false })]);
      for (const { socket } of streams) socket.terminate();
    },
  };
}

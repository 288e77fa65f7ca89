import type { Request, Response } from 'restify';
import { Problem } from '../channels/problem.js';
import type { Session, Sessions } from './session.js';

/** Tells the open pages of the desk what has changed, as Server-Sent Events. */
export interface Events {
  /** `subject`: case number or callback id; undefined: any may have changed. */
  announce(subject: string | undefined): void;
  /** Keeps the answer open for a signed-in request. Throws a `Problem`, 429, when too many are. */
  stream(request: Request, response: Response, session: Session): void;
  /** Ends all; new ones are refused. */
  close(): void;
}

interface Stream {
  readonly request: Request;
  readonly response: Response;
  readonly session: Session;
}

/** Also how soon a page of a session that has ended falls silent, in milliseconds. */
const heartbeat = 20_000;
const mostOfSession = 8;
const most = 200;
/** Bytes that a page may be behind. */
const backlog = 64 * 1024;

/** Subjects only: what they are now is asked for by each page, with its own rights. */
export function createEvents(sessions: Pick<Sessions, 'read'>): Events {
  const open = new Set<Stream>();
  let closed = false;

  const end = (stream: Stream) => {
    open.delete(stream);
    stream.response.end();
  };
  const send = (stream: Stream, text: string) => {
    // A page that does not read would fill our memory; it connects anew and asks for everything.
    if (stream.response.writableLength > backlog) stream.response.destroy();
    else stream.response.write(text);
  };
  const beat = setInterval(() => {
    for (const stream of open) {
      sessions.read(stream.request).then(
        (session) => (session ? send(stream, ': still here\n\n') : end(stream)),
        () => end(stream),
      );
    }
  }, heartbeat).unref();

  return {
    announce(subject) {
      for (const stream of open) send(stream, `event: changed\ndata: ${JSON.stringify({ subject })}\n\n`);
    },
    stream(request, response, session) {
      // Whoever has gone meanwhile would count as an open page.
      if (response.destroyed) return;
      const theirs = [...open].filter((stream) => stream.session.id === session.id).length;
      if (closed || theirs >= mostOfSession || open.size >= most)
        throw new Problem(429, 'TooManyRequests', 'Too many pages are open.', { 'Retry-After': '10' });
      const stream = { request, response, session };
      response.statusCode = 200;
      response.setHeader('Content-Type', 'text/event-stream');
      response.setHeader('X-Accel-Buffering', 'no');
      response.on('close', () => open.delete(stream));
      response.on('error', () => open.delete(stream));
      response.write('retry: 2000\nevent: ready\ndata: {}\n\n');
      open.add(stream);
    },
    close() {
      closed = true;
      clearInterval(beat);
      for (const stream of open) end(stream);
    },
  };
}

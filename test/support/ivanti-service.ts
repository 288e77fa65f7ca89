import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the service answers instead of doing its work. */
export type Behaviour = (response: ServerResponse) => void;

export interface Asked {
  readonly method: string;
  /** Decoded, from the name of the business object on. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

type Row = Record<string, unknown>;

/**
 * A tenant of Ivanti Neurons for ITSM on this machine: it keeps what is created, finds by `eq`, and says nothing at all where
 * nothing is found, as a real one does.
 */
export async function startIvantiService() {
  const objects = new Map<string, Row[]>();
  const asked: Asked[] = [];
  const instead: { applies: (asked: Asked) => boolean; behaviour: Behaviour; after: boolean }[] = [];
  const rowsOf = (object: string): Row[] => {
    const rows = objects.get(object) ?? [];
    objects.set(object, rows);
    return rows;
  };
  let latest = 10_000;

  function work({ method, path, body }: Asked): { status: number; content?: unknown } {
    const [, object = '', recId] = /^(\w+)(?:\('(\w+)'\))?/.exec(path) ?? [];
    if (method === 'POST') {
      latest += 1;
      const row: Row = { ...body, RecId: `R${latest}`, IncidentNumber: latest };
      rowsOf(object).push(row);
      return { status: 201, content: row };
    }
    if (method === 'PATCH') {
      const row = rowsOf(object).find(({ RecId }) => RecId === recId);
      if (row === undefined)
        return { status: 400, content: { code: 'ISM_4000', message: ['no such record'] } };
      return { status: 200, content: Object.assign(row, body) };
    }
    const [, field = '', value = ''] = /\$filter=(\w+) eq '((?:[^']|'')*)'&/.exec(path) ?? [];
    const found = rowsOf(object).filter((row) => row[field] === value.replaceAll("''", "'"));
    return found.length === 0 ? { status: 200 } : { status: 200, content: { value: found.slice(0, 20) } };
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one: Asked = {
      method: request.method ?? '',
      path: decodeURIComponent((request.url ?? '').replace('/api/odata/businessobject/', '')),
      authorization: request.headers.authorization,
      body: chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8')),
    };
    asked.push(one);
    const other = instead.find(({ applies }) => applies(one));
    if (other && !other.after) return other.behaviour(response);
    const { status, content } = work(one);
    if (other) return other.behaviour(response);
    // Not chained: restify, once loaded in this process, makes writeHead return nothing.
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(content === undefined ? '' : JSON.stringify(content));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    rowsOf,
    /** From now on, for calls of this method or all; `after`: once the work is done. */
    behave(behaviour: Behaviour, { method, after = false }: { method?: string; after?: boolean } = {}) {
      instead.unshift({ applies: (one) => method === undefined || one.method === method, behaviour, after });
    },
    /** Does its work again. */
    recover() {
      instead.length = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type IvantiService = Awaited<ReturnType<typeof startIvantiService>>;

/** An answer with a body as it is. */
export function answering(
  status: number,
  body: string | object = '',
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  return (response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

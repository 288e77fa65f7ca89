import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './postgres-database.js';
import { keyHash } from './postgres-key.js';
import { StaleStateError, type StateStore } from './store.js';
import { wellFormed } from './well-formed.js';

const storedShape = z.object({ value: z.unknown(), version: z.string() });
const ownedShape = z.object({ key: z.string(), channel: z.string(), tenant: z.string(), id: z.string() });

const insert = `
  insert into firstline.state (key_hash, key, version, value, written_at, channel, tenant, owner)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const assignments = `key = $2, version = $3, value = $4, written_at = $5, channel = $6, tenant = $7, owner = $8`;

/** The statement that writes where the version is the expected one, $9 if it is one. */
function statementFor(expected: string | undefined): string {
  if (expected === undefined) return `${insert} on conflict do nothing`;
  if (expected === '*') return `${insert} on conflict (key_hash) do update set ${assignments}`;
  return `update firstline.state set ${assignments} where key_hash = $1 and version = $9`;
}

export function openState(database: Database, now: () => Date): StateStore {
  return {
    async read(key) {
      const text = 'select value, version from firstline.state where key_hash = $1';
      const hash = keyHash(key);
      const [stored] = await database.read((sql) => sql.rows(storedShape, text, [hash]));
      return stored && { value: stored.value, version: stored.version };
    },
    async write(key, value, expected, owner) {
      const version = randomUUID();
      const values = [
        keyHash(key),
        key,
        version,
        JSON.stringify(wellFormed(value)),
        now(),
        owner?.channel ?? null,
        owner?.tenant ?? null,
        owner?.id ?? null,
        ...(expected === undefined || expected === '*' ? [] : [expected]),
      ];
      const touched = await database.write((sql) => sql.run(statementFor(expected), values));
      if (touched === 0) throw new StaleStateError('The state was changed meanwhile.');
      return version;
    },
    async remove(key) {
      const hash = keyHash(key);
      await database.write((sql) => sql.run('delete from firstline.state where key_hash = $1', [hash]));
    },
    async ownedBy({ channel, tenant, id }) {
      const text = `
        select key, channel, tenant, owner as id from firstline.state
        where owner is not null and ($1::text is null or channel = $1) and ($2::text is null or tenant = $2)
          and ($3::text is null or owner = $3)`;
      const values = [channel ?? null, tenant ?? null, id ?? null];
      const found = await database.read((sql) => sql.rows(ownedShape, text, values));
      return found.map(({ key, ...owner }) => ({ key, owner }));
    },
    purge: (before) =>
      database.upkeep((sql) => sql.run('delete from firstline.state where written_at < $1', [before])),
  };
}
